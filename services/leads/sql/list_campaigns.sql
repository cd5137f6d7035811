-- bind: after_code row_limit zone
-- into: Campaign
SELECT c.code, c.kind, c.name, c.product, c.medium, c.starts_on, c.ends_on, c.consent_text_version, c.thanks, c.version,
    brought.leads, brought.converted
FROM campaign AS c, LATERAL (
    SELECT count(*) AS leads, count(*) FILTER (WHERE state = 'CONVERTED') AS converted
    FROM lead
    WHERE campaign = c.code AND state <> 'WITHDRAWN'
        AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
) AS brought
WHERE (cardinality(:kinds::text[]) = 0 OR c.kind = ANY (:kinds::text[]))
    AND (NOT coalesce(:running::boolean, false)
        OR (c.starts_on <= (:now::timestamptz AT TIME ZONE :zone::text)::date
            AND coalesce(c.ends_on, 'infinity') >= (:now::timestamptz AT TIME ZONE :zone::text)::date))
    AND (:after_code::text IS NULL
        OR (c.created_at, c.code) < (SELECT created_at, code FROM campaign WHERE code = :after_code::text))
ORDER BY c.created_at DESC, c.code DESC
LIMIT :row_limit::bigint
