-- bind: whole_id
-- into: Target
SELECT t.*
FROM target_shown AS t
WHERE t.parent_id = :whole_id::uuid
ORDER BY t."from", t.until, t.owner_path, t.id
