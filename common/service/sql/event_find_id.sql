SELECT pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at, data
FROM event
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
