SELECT plan.id AS plan_id, milestone.due_on::text AS due_on, milestone.target
FROM milestone JOIN plan ON plan.id = milestone.plan_id
WHERE plan.opportunity_id = :id::uuid AND plan.state = 'AGREED' AND milestone.code = :code::text
  AND milestone.reached_on IS NULL
ORDER BY milestone.position
LIMIT 1
