-- bind: zone
-- into: FloorAgent
WITH today AS (
    SELECT date_trunc('day', :now::timestamptz AT TIME ZONE :zone::text) AT TIME ZONE :zone::text AS begins
), done AS (
    SELECT agent_id, count(*) FILTER (WHERE first) AS dials, count(*) FILTER (WHERE connected) AS connects,
        sum(talk_s) FILTER (WHERE answered_at IS NOT NULL) AS talk_s, sum(wrap_s) AS wrap_s,
        count(*) FILTER (WHERE ended_at IS NULL AND last) AS open_calls
    FROM call_seen, today
    WHERE dialled_at >= begins
    GROUP BY agent_id
)
SELECT p.user_id, p.team_path, coalesce(s.state, 'OFFLINE') AS state, s.reason, s.since,
    coalesce(d.dials, 0) AS dials, coalesce(d.connects, 0) AS connects, coalesce(d.talk_s, 0)::bigint AS talk_s,
    coalesce(d.wrap_s, 0)::bigint AS wrap_s, coalesce(d.open_calls, 0) AS open_calls
FROM person AS p
LEFT JOIN presence AS s USING (user_id)
LEFT JOIN done AS d ON d.agent_id = p.user_id
WHERE p.active AND starts_with(p.path, :scope::text)
    AND (:team_path::text IS NULL OR starts_with(p.path, :team_path::text))
ORDER BY p.user_id
