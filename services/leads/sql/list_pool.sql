-- bind: after_priority after_id one_more
-- into: Lead
SELECT *
FROM lead_row
WHERE state = 'POOLED'
    AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
    AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
    AND (:after_id::uuid IS NULL OR priority < :after_priority::bigint
        OR (priority = :after_priority::bigint AND id > :after_id::uuid))
ORDER BY priority DESC, id
LIMIT :one_more::bigint
