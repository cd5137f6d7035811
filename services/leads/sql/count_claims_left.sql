-- Nothing when the caller is no active agent.
-- bind: claims_per_day zone
SELECT greatest(0, :claims_per_day::bigint
    - CASE WHEN claims_on = (:now::timestamptz AT TIME ZONE :zone::text)::date THEN claims_today ELSE 0 END) AS claims_left
FROM agent
WHERE user_id::text = :actor::text AND state = 'ACTIVE'
