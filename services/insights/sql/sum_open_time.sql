-- bind: zone
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        least((:until::date + 1)::timestamp AT TIME ZONE :zone::text, :now::timestamptz) AS ends
), open AS (
    SELECT greatest(created_at, begins) AS since, least(won_at, lost_at, abandoned_at, ends) AS until
    FROM opportunity_fact, span
    WHERE created_at < ends
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
), called AS (
    SELECT count(*) AS connects
    FROM call_seen, span
    WHERE dialled_at >= begins AND dialled_at < ends AND connected
        AND (starts_with(path, :scope::text) OR agent_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(path, :team_path::text))
        AND (:user_id::text IS NULL OR agent_id = :user_id::text)
)
SELECT coalesce(sum(floor(extract(epoch FROM until - since))), 0)::bigint AS open_s, (SELECT connects FROM called) AS connects
FROM open
WHERE until > since
