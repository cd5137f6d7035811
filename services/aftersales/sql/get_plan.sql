-- bind: plan_id contract_id
-- into: DeliveryPlan
SELECT
    id, version, state, contract_id, contract_number, deal_id, opportunity_id, customer_id, owner_id, owner_path,
    effective_date::text AS effective_date, proposals, link_expires_at, confirmed_at, confirmed_how, confirmed_by,
    change_request, end_reason, created_at, completed_at, customer_tier
FROM delivery_plan
WHERE (id = :plan_id::uuid OR contract_id = :contract_id::uuid) AND starts_with(owner_path, :scope::text)
