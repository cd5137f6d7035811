-- bind: paths after_number after_id row_limit
-- into: Lead
-- As list_leads_by_priority, for few owners: the first of each, and of these the first.
SELECT found.*
FROM unnest(:paths::text[]) AS path
CROSS JOIN LATERAL (
    SELECT *
    FROM lead_row
    WHERE owner_path = path COLLATE "C"
        AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
        AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
        AND (-priority, id) > (coalesce(:after_number::bigint, -2147483648),
            coalesce(:after_id::uuid, '00000000-0000-0000-0000-000000000000'))
    ORDER BY -priority, id
    LIMIT :row_limit::bigint
) AS found
ORDER BY -priority, id
LIMIT :row_limit::bigint
