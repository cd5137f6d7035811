SELECT l.id, l.domain, l.pos, l.type, l.agg_id, l.owner_path, l.error, l.tries, l.created_at, l.tried_at, l.data,
       NOT EXISTS (SELECT 1 FROM dead_letter e
                   WHERE e.domain = l.domain AND e.agg_id = l.agg_id AND e.pos < l.pos) AS first
FROM dead_letter l
WHERE l.id = :id::uuid AND starts_with(l.owner_path, :scope::text)
