UPDATE case_fact
SET resolved_at = NULL, in_time = NULL, satisfied = NULL, closed_at = NULL
WHERE case_id = :case_id::uuid
