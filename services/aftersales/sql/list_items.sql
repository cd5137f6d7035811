-- bind: plan_id
-- into: DeliveryItem
SELECT
    item.id, plan_id, position, item.state, kind, product, quantity, content, method, staff_id,
    due_on::text AS due_on, due_on - effective_date AS due_after_days, late, started_at, delivered_at, accepted_at,
    rejections, rejection_reason, rejection_remark, ship_to_id
FROM delivery_item AS item JOIN delivery_plan AS plan ON plan.id = plan_id
WHERE plan_id = :plan_id::uuid
ORDER BY position
