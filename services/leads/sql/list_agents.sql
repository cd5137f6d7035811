-- bind: after_id one_more
-- into: LeadAgent
SELECT a.user_id, a.team_path, a.state, a.absent, a.roles, coalesce(a.capacity, r.default_capacity) AS capacity,
    a.weight, a.open_leads
FROM agent AS a, rule_set AS r
WHERE r.state = 'ACTIVE' AND starts_with(a.path, :scope::text)
    AND (:after_id::uuid IS NULL OR a.user_id > :after_id::uuid)
ORDER BY a.user_id
LIMIT :one_more::bigint
