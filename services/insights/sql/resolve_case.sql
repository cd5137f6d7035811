-- bind: event_at
UPDATE case_fact
SET resolved_at = :event_at::timestamptz, in_time = :in_time::boolean
WHERE case_id = :case_id::uuid
