-- bind: of_contract is_reached event_pos
-- into: Target
SELECT t.*
FROM target_shown AS t, deal_fact AS d
WHERE d.contract_id = :of_contract::text AND t.state IN ('PUBLISHED', 'ACKNOWLEDGED')
    AND t.metric IN ('DEALS', 'REVENUE', 'NEW_CUSTOMERS') AND (t.achieved_at IS NOT NULL) = :is_reached::boolean
    AND (d.closed_at AT TIME ZONE t.time_zone)::date BETWEEN t."from"::date AND t.until::date
    AND (t.currency IS NULL OR t.currency = d.currency)
    AND (t.user_id = d.owner_id OR starts_with(d.owner_path, t.team_path)
        OR EXISTS (
            SELECT FROM credit_seen AS k
            WHERE k.contract_id = d.contract_id AND (t.user_id = k.user_id OR starts_with(k.path, t.team_path))))
    AND NOT EXISTS (SELECT FROM replay_domain WHERE domain = 'contracts' AND until_pos >= :event_pos::bigint)
ORDER BY t.id
FOR NO KEY UPDATE OF t
