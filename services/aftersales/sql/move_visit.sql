-- bind: due_us
UPDATE return_visit
SET due_at = :due_us::timestamptz
WHERE id = :id::uuid
