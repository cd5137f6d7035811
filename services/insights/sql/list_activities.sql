-- bind: zone
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
)
SELECT a.type, count(*) AS done, count(*) FILTER (WHERE effective) AS effective,
    coalesce(sum(effect_level), 0)::bigint AS effects, coalesce(max(w.weight), 1) AS weight,
    count(*) FILTER (WHERE effective AND call_id IS NULL) AS contacts,
    coalesce(sum(coalesce(w.weight, 1)) FILTER (WHERE effective AND opportunity_id IS NOT NULL), 0)::bigint AS weighed
FROM span
JOIN activity_seen AS a ON a.at >= begins AND a.at < ends
LEFT JOIN activity_weight AS w USING (type)
WHERE (starts_with(path, :scope::text) OR actor_id = :actor::text)
    AND (:team_path::text IS NULL OR starts_with(path, :team_path::text))
    AND (:user_id::text IS NULL OR actor_id = :user_id::text)
GROUP BY a.type
ORDER BY a.type
