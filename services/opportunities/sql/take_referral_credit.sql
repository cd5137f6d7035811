-- Unless somebody said otherwise. What nobody received in person is the owner's.
-- bind: id
WITH kept AS (
    SELECT r.agent_id, r.agent_points, coalesce(r.receiver_id, lower(o.owner_id)) AS receiver_id
    FROM opportunity_lead l
    JOIN referral_credit r ON r.lead_id = l.lead_id
    JOIN opportunity o ON o.id = l.opportunity_id
    WHERE l.opportunity_id = :id::uuid
      AND NOT EXISTS (SELECT FROM credit_split WHERE opportunity_id = :id::uuid)
    ORDER BY r.kept_at, r.lead_id
    LIMIT 1
)
INSERT INTO credit_split (opportunity_id, user_id, basis_points)
SELECT :id::uuid, user_id, sum(points)
FROM (
    SELECT agent_id, agent_points FROM kept
    UNION ALL
    SELECT receiver_id, 10000 - agent_points FROM kept
) AS share (user_id, points)
GROUP BY user_id
HAVING sum(points) > 0
