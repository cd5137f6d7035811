-- bind: plan_id
-- into: PlanMilestone
SELECT code, due_on::text AS due_on, target
FROM milestone
WHERE plan_id = :plan_id::uuid
ORDER BY position
