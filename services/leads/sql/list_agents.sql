-- bind: after_id row_limit
-- into: LeadAgent
SELECT a.user_id, a.team_path, a.state, a.absent, a.roles, coalesce(a.capacity, r.default_capacity) AS capacity,
    a.weight, a.open_leads, a.skills, a.territories, a.tiers,
    to_char(a.shift_from, 'HH24:MI') AS shift_from, to_char(a.shift_until, 'HH24:MI') AS shift_until,
    a.shift_days, a.shift_zone
FROM agent AS a, rule_set AS r
WHERE r.state = 'ACTIVE' AND starts_with(a.path, :scope::text)
    AND (:after_id::uuid IS NULL OR a.user_id > :after_id::uuid)
ORDER BY a.user_id
LIMIT :row_limit::bigint
