-- bind: zone
-- By owner, currency and days before the end, and of all owners together first: what was won in the period; and what was forecast then, by the seller and
-- by the layer above: deals won in the period until that day, and amount times probability, each rounded half away from
-- zero, of those open that day and expected to close before the end.
-- into: ForecastComparison
WITH won AS (
    SELECT owner_id, currency, amount_minor, (closed_at AT TIME ZONE :zone::text)::date AS closed_on
    FROM opportunity
    WHERE state = 'WON'
      AND closed_at >= :from::date::timestamp AT TIME ZONE :zone::text
      AND closed_at < :until::date::timestamp AT TIME ZONE :zone::text
      AND starts_with(owner_path, :scope::text)
      AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
      AND (:owner_id::text IS NULL OR owner_id = :owner_id::text)
), words AS (
    SELECT
        owner_id, currency, ahead, 0 AS actual, CASE WHEN closed_on < :until::date - ahead THEN amount_minor END AS seller,
        CASE WHEN closed_on < :until::date - ahead THEN amount_minor END AS manager
    FROM won, unnest(ARRAY[30, 7]) AS ahead
    UNION ALL
    SELECT owner_id, currency, ahead, amount_minor, NULL, NULL
    FROM won, unnest(ARRAY[30, 7]) AS ahead
    UNION ALL
    SELECT
        snapshot.owner_id, snapshot.currency, ahead, 0, round(amount_minor::numeric * probability / 100),
        round(
            coalesce(manager_amount_minor, amount_minor)::numeric * coalesce(manager_probability, probability) / 100
        )
    FROM unnest(ARRAY[30, 7]) AS ahead JOIN forecast_snapshot AS snapshot ON snapshot.day = :until::date - ahead
    WHERE snapshot.expected_close < :until::date
      AND starts_with(snapshot.owner_path, :scope::text)
      AND (:team_path::text IS NULL OR starts_with(snapshot.owner_path, :team_path::text))
      AND (:owner_id::text IS NULL OR snapshot.owner_id = :owner_id::text)
)
SELECT
    owner_id, currency, ahead AS days_before, least(sum(actual), 9223372036854775807)::bigint AS actual_minor,
    least(coalesce(sum(seller), 0), 9223372036854775807)::bigint AS forecast_minor,
    least(coalesce(sum(manager), 0), 9223372036854775807)::bigint AS manager_forecast_minor
FROM words
GROUP BY GROUPING SETS ((owner_id, currency, ahead), (currency, ahead))
ORDER BY owner_id NULLS FIRST, currency, ahead DESC
LIMIT 2000
