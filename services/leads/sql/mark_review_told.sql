-- bind: script_id
UPDATE script
SET review_told = true
WHERE id = :script_id::uuid
