-- bind: code
-- into: Script
SELECT *
FROM script_row
WHERE code = :code::text AND state = 'PUBLISHED'
FOR UPDATE
