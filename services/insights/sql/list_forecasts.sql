-- bind: zone horizons
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), horizon AS (
    SELECT days_before, ((:until::date + 1 - days_before)::timestamp AT TIME ZONE :zone::text) AS at
    FROM unnest(:horizons::integer[]) AS days_before
), deal AS (
    SELECT currency, amount_minor, closed_at, reversed_at
    FROM deal_fact, span
    WHERE closed_at >= begins AND closed_at < ends
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
), said AS (
    SELECT DISTINCT ON (h.days_before, f.opportunity_id) h.days_before, f.currency, f.amount_minor, f.category,
        f.expected_close
    FROM horizon AS h
    JOIN forecast_fact AS f ON f.at < h.at
    JOIN opportunity_fact AS o ON o.opportunity_id = f.opportunity_id
    WHERE (starts_with(o.owner_path, :scope::text) OR o.owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(o.owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR o.owner_id = :user_id::text)
        AND (o.lost_at IS NULL OR o.lost_at >= h.at) AND (o.abandoned_at IS NULL OR o.abandoned_at >= h.at)
    ORDER BY h.days_before, f.opportunity_id, f.pos DESC
), part AS (
    SELECT h.days_before, d.currency, CASE WHEN d.closed_at < h.at AND (d.reversed_at IS NULL OR d.reversed_at >= h.at)
        THEN d.amount_minor ELSE 0 END AS forecast, CASE WHEN d.reversed_at IS NULL THEN d.amount_minor ELSE 0 END AS actual
    FROM horizon AS h, deal AS d
    UNION ALL
    SELECT days_before, currency, amount_minor, 0
    FROM said
    WHERE category = 'COMMIT' AND expected_close BETWEEN :from::date AND :until::date
)
SELECT currency, days_before, sum(forecast)::bigint AS forecast_minor, sum(actual)::bigint AS actual_minor
FROM part
WHERE currency IS NOT NULL
GROUP BY currency, days_before
ORDER BY currency, days_before DESC
