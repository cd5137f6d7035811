-- bind: since until row_limit
-- into: SourceYield
SELECT value, count(*) AS leads,
    count(*) FILTER (WHERE state IN ('QUALIFIED', 'CONVERTING', 'CONVERTED')) AS qualified,
    count(*) FILTER (WHERE state = 'CONVERTED') AS converted,
    count(*) FILTER (WHERE state = 'CONVERTED') * 1000 / count(*) AS conversion_permille
FROM (
    SELECT coalesce(CASE :by::text WHEN 'KEYWORD' THEN keyword WHEN 'CAMPAIGN' THEN campaign WHEN 'SOURCE' THEN source
        WHEN 'MEDIUM' THEN medium ELSE landing_page END, '') AS value, state
    FROM lead
    WHERE captured_at >= :since::timestamptz AND captured_at < :until::timestamptz
        AND state NOT IN ('DUPLICATE', 'WITHDRAWN')
        AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
) AS captured
GROUP BY value
ORDER BY leads DESC, value
LIMIT :row_limit::bigint
