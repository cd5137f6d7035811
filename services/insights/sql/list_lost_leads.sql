-- bind: zone by
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), lost AS (
    SELECT coalesce(CASE :by::text
            WHEN 'STAGE' THEN CASE
                WHEN qualified_at IS NOT NULL THEN 'QUALIFIED'
                WHEN contacted_at IS NOT NULL THEN 'CONTACTED'
                WHEN assigned_at IS NOT NULL THEN 'ASSIGNED'
                ELSE 'CAPTURED'
            END
            WHEN 'PRODUCT' THEN product
            ELSE lost_reason
        END, '') AS key
    FROM lead_fact, span
    WHERE disqualified_at >= begins AND disqualified_at < ends AND withdrawn_at IS NULL
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
)
SELECT key, '' AS currency, count(*) AS n, 0::bigint AS amount_minor, count(*) AS of_key
FROM lost
GROUP BY key
ORDER BY of_key DESC, key
