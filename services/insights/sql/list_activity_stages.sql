-- bind: zone
-- into: ActivityStageFigures
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
)
SELECT a.type, a.purchase_stage, count(*) AS done, count(*) FILTER (WHERE effective) AS effective,
    count(*) FILTER (WHERE effect_level >= 3) AS advanced, coalesce(sum(effect_level), 0)::bigint AS effect_sum
FROM span
JOIN activity_seen AS a ON a.at >= begins AND a.at < ends
WHERE (starts_with(path, :scope::text) OR actor_id = :actor::text)
    AND (:team_path::text IS NULL OR starts_with(path, :team_path::text))
    AND (:user_id::text IS NULL OR actor_id = :user_id::text)
GROUP BY a.type, a.purchase_stage
ORDER BY a.type, a.purchase_stage
