-- bind: paths after_at after_id row_limit
-- into: Lead
-- As list_leads_by_time, for few owners: the first of each, and of these the first.
SELECT found.*
FROM unnest(:paths::text[]) AS path
CROSS JOIN LATERAL (
    SELECT *
    FROM lead_row
    WHERE owner_path = path COLLATE "C"
        AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
        AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
        AND captured_at <= coalesce(:after_at::timestamptz, 'infinity')
        AND (:after_id::uuid IS NULL OR captured_at < :after_at::timestamptz OR id > :after_id::uuid)
    ORDER BY captured_at DESC, id
    LIMIT :row_limit::bigint
) AS found
ORDER BY captured_at DESC, id
LIMIT :row_limit::bigint
