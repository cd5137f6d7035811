-- bind: after_at after_id row_limit
-- into: Lead
-- Why the conditions stand in a CASE is told in list_pool.sql.
SELECT *
FROM lead_row
WHERE CASE WHEN (starts_with(owner_path, :scope::text) OR owner_path = '/')
        AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
        AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[])) THEN true ELSE false END
    AND captured_at <= coalesce(:after_at::timestamptz, 'infinity')
    AND (:after_id::uuid IS NULL OR captured_at < :after_at::timestamptz OR id > :after_id::uuid)
ORDER BY captured_at DESC, id
LIMIT :row_limit::bigint
