-- Sets a clock, also one that had been met before.
-- bind: id clock due_at
INSERT INTO case_clock (case_id, name, due_at)
VALUES (:id::uuid, :clock::text, :due_at::timestamptz)
ON CONFLICT (case_id, name) DO UPDATE SET due_at = excluded.due_at, met_at = NULL
