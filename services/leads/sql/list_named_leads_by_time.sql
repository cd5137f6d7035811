-- bind: after_at after_id row_limit
-- into: Lead
-- Those of a customer, of an owner or of an import: few, each found by an index.
SELECT *
FROM lead_row
WHERE id IN (
        SELECT id FROM lead WHERE customer_id = (SELECT alias_head(:customer_id::uuid))
        UNION ALL
        SELECT id FROM lead WHERE owner_id = :owner_id::uuid
        UNION ALL
        SELECT id FROM lead WHERE bulk_id = :bulk_id::text)
    AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
    AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
    AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
    AND (:owner_id::uuid IS NULL OR owner_id = :owner_id::uuid)
    AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
    AND (:bulk_id::text IS NULL OR bulk_id = :bulk_id::text)
    AND captured_at <= coalesce(:after_at::timestamptz, 'infinity')
    AND (:after_id::uuid IS NULL OR captured_at < :after_at::timestamptz OR id > :after_id::uuid)
ORDER BY captured_at DESC, id
LIMIT :row_limit::bigint
