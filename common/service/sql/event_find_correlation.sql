-- bind: after_pos one_more
SELECT pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at, data
FROM event
WHERE correlation_id = :correlation_id::uuid AND pos > :after_pos::bigint AND starts_with(owner_path, :scope::text)
ORDER BY pos
LIMIT :one_more::bigint
