-- The agent's own, or of a customer in scope.
-- bind: call_id
SELECT c.id, c.customer_id, c.contact_point_id, c.lead_id, c.opportunity_id, c.agent_id, c.agent_path, c.purpose,
    c.direction, c.state, c.answered_at IS NOT NULL AS was_answered,
    coalesce(c.ended_at, c.stepped_at, c.answered_at, c.ringing_at, c.dialled_at, c.requested_at) AS last_at,
    m.owner_path, m.time_zone, k.wrapped, k.master_version
FROM call AS c
JOIN customer AS m ON m.id = c.customer_id
LEFT JOIN subject_key AS k ON k.subject_id = m.id
WHERE c.id = :call_id::uuid AND (c.agent_id = :actor OR starts_with(m.owner_path, :scope))
FOR NO KEY UPDATE OF c
