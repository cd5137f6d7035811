-- bind: code number
-- into: Script
SELECT *
FROM script_row
WHERE code = :code::text AND number = :number::bigint
