-- bind: after_at after_pos after_id one_more
SELECT l.id, l.domain, l.pos, l.type, l.agg_id, l.owner_path, l.error, l.tries, l.created_at, l.tried_at, l.data,
       NOT EXISTS (SELECT 1 FROM dead_letter e
                   WHERE e.domain = l.domain AND e.agg_id = l.agg_id AND e.pos < l.pos) AS first
FROM dead_letter l
WHERE starts_with(l.owner_path, :scope::text)
    AND (:domain::text IS NULL OR l.domain = :domain::text)
    AND (:agg_id::uuid IS NULL OR l.agg_id = :agg_id::uuid)
    AND (:type::text IS NULL OR l.type = :type::text)
    AND (:after_id::uuid IS NULL
        OR (l.created_at, l.pos, l.id) > (:after_at::timestamptz, :after_pos::bigint, :after_id::uuid))
ORDER BY l.created_at, l.pos, l.id
LIMIT :one_more::bigint
