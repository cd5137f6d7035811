-- bind: script_id
-- into: Script
SELECT *
FROM script_row
WHERE id = :script_id::uuid
FOR UPDATE
