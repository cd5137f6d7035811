-- bind: after_number after_id row_limit
-- into: Lead
-- Why the conditions stand in a CASE is told in list_pool.sql.
SELECT *
FROM lead_row
WHERE CASE WHEN (starts_with(owner_path, :scope::text) OR owner_path = '/')
        AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
        AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[])) THEN true ELSE false END
    AND (-priority, id) > (coalesce(:after_number::bigint, -2147483648),
        coalesce(:after_id::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY -priority, id
LIMIT :row_limit::bigint
