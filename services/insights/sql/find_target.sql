-- into: Target
SELECT t.*
FROM target_shown AS t
WHERE t.id = :target_id::uuid AND starts_with(t.owner_path, :scope::text)
