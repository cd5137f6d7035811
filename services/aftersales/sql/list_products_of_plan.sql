-- bind: plan_id
SELECT DISTINCT product
FROM delivery_item
WHERE plan_id = :plan_id::uuid AND product IS NOT NULL
ORDER BY product
