-- No row: another activity has taken it since.
-- bind: id
UPDATE contact_attempt
SET activity_id = :id::uuid
WHERE id = :decision_id::uuid AND activity_id IS NULL
RETURNING id
