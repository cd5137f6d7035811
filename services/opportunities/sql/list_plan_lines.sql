-- bind: plan_id
-- into: PlanLine
SELECT product_code, quantity, amount_minor
FROM plan_line
WHERE plan_id = :plan_id::uuid
ORDER BY position
