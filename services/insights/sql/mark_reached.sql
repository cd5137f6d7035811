-- bind: reached_id is_reached
-- into: Target
UPDATE target
SET achieved_at = CASE WHEN :is_reached::boolean THEN :now::timestamptz END, version = version + 1
WHERE id = :reached_id::uuid
RETURNING achieved_at, version
