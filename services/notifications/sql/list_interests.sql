SELECT DISTINCT true AS is_rule, event_type AS pattern
FROM rule
WHERE enabled
UNION ALL
SELECT DISTINCT false, unnest(types)
FROM subscription
WHERE state <> 'DISABLED'
