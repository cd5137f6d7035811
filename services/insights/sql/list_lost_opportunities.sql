-- bind: zone by edges
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), lost AS (
    SELECT lost_currency, lost_amount_minor, coalesce(CASE :by::text
            WHEN 'STAGE' THEN lost_stage
            WHEN 'PRODUCT' THEN product
            WHEN 'COMPETITOR' THEN competitor
            WHEN 'PRICE_BAND' THEN lost_currency || ' ' || width_bucket(lost_amount_minor, :edges::bigint[])
            ELSE lost_reason
        END, '') AS key
    FROM opportunity_fact, span
    WHERE lost_at >= begins AND lost_at < ends
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
)
SELECT key, coalesce(lost_currency, '') AS currency, count(*) AS n, coalesce(sum(lost_amount_minor), 0)::bigint AS amount_minor,
    sum(count(*)) OVER (PARTITION BY key)::bigint AS of_key
FROM lost
GROUP BY key, lost_currency
ORDER BY of_key DESC, key, currency
