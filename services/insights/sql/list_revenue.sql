-- bind: first_day last_day zone node_path node_user seen_path viewer
WITH span AS (
    SELECT :first_day::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:last_day::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
)
SELECT currency, reversed_at IS NOT NULL AS is_reversed, sum(amount_minor)::bigint AS amount_minor,
    count(DISTINCT contract_id) AS deals
FROM credit_seen, span
WHERE closed_at >= begins AND closed_at < ends
    AND (starts_with(path, :seen_path::text) OR user_id = :viewer::text)
    AND (:node_path::text IS NULL OR starts_with(path, :node_path::text))
    AND (:node_user::text IS NULL OR user_id = :node_user::text)
GROUP BY currency, is_reversed
ORDER BY currency, is_reversed
