-- bind: after_priority after_id one_more
-- into: Lead
SELECT *
FROM lead_row
WHERE (starts_with(owner_path, :scope::text) OR owner_path = '/')
    AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
    AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
    AND (:owner_id::uuid IS NULL OR owner_id = :owner_id::uuid)
    AND (:customer_id::uuid IS NULL OR customer_id = :customer_id::uuid)
    AND (:bulk_id::text IS NULL OR bulk_id = :bulk_id::text)
    AND (:after_id::uuid IS NULL OR priority < :after_priority::bigint
        OR (priority = :after_priority::bigint AND id > :after_id::uuid))
ORDER BY priority DESC, id
LIMIT :one_more::bigint
