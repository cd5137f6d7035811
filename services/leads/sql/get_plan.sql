-- into: FollowUpPlan
SELECT p.id, p.lead_id, p.state, p.rule_version, p.made_by, p.made_at
FROM follow_up_plan AS p
JOIN lead AS l ON l.id = p.lead_id AND (starts_with(l.owner_path, :scope::text) OR l.owner_path = '/')
WHERE p.lead_id = :lead_id::uuid
ORDER BY p.state <> 'ACTIVE', p.made_at DESC, p.id DESC
LIMIT 1
