-- bind: event_at
UPDATE case_fact SET closed_at = :event_at::timestamptz WHERE case_id = :case_id::uuid
