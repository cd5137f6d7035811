-- into: DeliveryPlan
-- bind: after_at after_id row_limit
SELECT
    id, version, state, contract_id, contract_number, deal_id, opportunity_id, customer_id, owner_id, owner_path,
    effective_date::text AS effective_date, proposals, link_expires_at, confirmed_at, confirmed_how, confirmed_by,
    change_request, end_reason, created_at, completed_at, customer_tier
FROM delivery_plan
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
      AND (:staff_id::uuid IS NULL
           OR EXISTS (SELECT FROM delivery_item WHERE plan_id = delivery_plan.id AND staff_id = :staff_id::uuid))
      AND (NOT coalesce(:late::boolean, false)
           OR EXISTS (SELECT FROM delivery_item WHERE plan_id = delivery_plan.id AND late)) THEN true ELSE false END
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
