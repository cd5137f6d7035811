-- bind: zone by
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), mine AS (
    SELECT CASE :by::text
            WHEN 'AGENT' THEN coalesce(agent_id, '')
            WHEN 'TEAM' THEN team_path
            WHEN 'DAY' THEN to_char(at AT TIME ZONE :zone::text, 'YYYY-MM-DD')
            WHEN 'HOUR' THEN to_char(at AT TIME ZONE :zone::text, 'HH24')
            ELSE ''
        END AS key, c.*
    FROM call_seen AS c, span
    WHERE ((dialled_at >= begins AND dialled_at < ends)
            OR (refused_at >= begins AND refused_at < ends AND dialled_at IS NULL))
        AND (starts_with(path, :scope::text) OR agent_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(path, :team_path::text))
        AND (:user_id::text IS NULL OR agent_id = :user_id::text)
)
SELECT key, grouping(key) = 1 AS is_total,
    count(*) FILTER (WHERE dialled_at IS NOT NULL AND first) AS dials,
    count(*) FILTER (WHERE answered_at IS NOT NULL AND first AND last) + (
        SELECT count(DISTINCT one) FROM unnest(array_agg(call_id) FILTER (WHERE answered_at IS NOT NULL AND NOT (first AND last))) AS one
    ) AS answered,
    count(*) FILTER (WHERE connected) AS connects,
    coalesce(sum(talk_s) FILTER (WHERE answered_at IS NOT NULL), 0)::bigint AS talk_s,
    coalesce(sum(wrap_s) FILTER (WHERE dialled_at IS NOT NULL), 0)::bigint AS wrap_s,
    coalesce(sum(wrap_s) FILTER (WHERE answered_at IS NOT NULL), 0)::bigint AS answered_wrap_s,
    count(*) FILTER (WHERE answered_at IS NOT NULL AND customer_contact) AS right_party_contacts,
    count(*) FILTER (WHERE dialled_at IS NULL AND first) AS refused
FROM mine
GROUP BY GROUPING SETS ((key), ())
ORDER BY key NULLS LAST
