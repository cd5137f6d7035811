-- bind: zone
-- into: ActivityCostFigures
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
)
SELECT a.type, c.kind, c.currency, count(DISTINCT a.activity_id) AS activities, sum(c.amount_minor)::bigint AS amount_minor,
    count(DISTINCT a.lead_id) AS leads, count(DISTINCT a.opportunity_id) AS opportunities,
    count(DISTINCT a.opportunity_id) FILTER (WHERE o.won_at IS NOT NULL) AS won
FROM span
JOIN activity_seen AS a ON a.at >= begins AND a.at < ends
JOIN activity_cost AS c ON c.activity_id = a.activity_id AND c.activity_version = a.activity_version
LEFT JOIN opportunity_fact AS o ON o.opportunity_id = a.opportunity_id
WHERE (starts_with(path, :scope::text) OR actor_id = :actor::text)
    AND (:team_path::text IS NULL OR starts_with(path, :team_path::text))
    AND (:user_id::text IS NULL OR actor_id = :user_id::text)
GROUP BY a.type, c.kind, c.currency
ORDER BY a.type, c.kind, c.currency
