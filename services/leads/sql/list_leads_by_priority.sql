-- bind: after_number after_id row_limit
-- into: Lead
SELECT *
FROM lead_row
WHERE (starts_with(owner_path, :scope::text) OR owner_path = '/')
    AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
    AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
    AND (:owner_id::uuid IS NULL OR owner_id = :owner_id::uuid)
    AND (:customer_id::uuid IS NULL OR customer_id = :customer_id::uuid)
    AND (:bulk_id::text IS NULL OR bulk_id = :bulk_id::text)
    AND (-priority, id) > (coalesce(:after_number::bigint, -2147483648),
        coalesce(:after_id::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY -priority, id
LIMIT :row_limit::bigint
