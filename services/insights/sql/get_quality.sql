-- bind: zone
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), heard AS (
    SELECT c.call_id, r.stored OR r.excused AS accounted
    FROM span
    JOIN call_heard AS c ON c.answered_at >= begins AND c.answered_at < ends AND c.first
    LEFT JOIN recording_fact AS r ON r.call_id = c.call_id
    WHERE (starts_with(c.path, :scope::text) OR c.agent_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(c.path, :team_path::text))
        AND (:user_id::text IS NULL OR c.agent_id = :user_id::text)
), judged AS (
    SELECT score_hundredths, fatal
    FROM evaluation_fact, span
    WHERE submitted_at >= begins AND submitted_at < ends
        AND (starts_with(owner_path, :scope::text) OR agent_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR agent_id = :user_id::text)
)
SELECT (SELECT count(*) FROM heard) AS answered,
    (SELECT count(*) FROM heard WHERE accounted IS NOT TRUE) AS unaccounted,
    (SELECT count(*) FROM heard WHERE EXISTS (
        SELECT FROM evaluation_fact AS e WHERE e.call_id = heard.call_id::text)) AS evaluated,
    count(*) AS evaluations, coalesce(sum(score_hundredths), 0)::bigint AS hundredths,
    count(*) FILTER (WHERE fatal) AS fatal
FROM judged
