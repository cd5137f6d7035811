DELETE FROM dead_letter
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
RETURNING domain, agg_id, type, pos, owner_path
