-- Its columns in the order of event.c.
-- bind: pos max
SELECT pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at, data
FROM event
WHERE pos > :pos::bigint
ORDER BY pos
LIMIT :max::bigint
