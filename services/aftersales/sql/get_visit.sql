-- bind: id
-- into: ReturnVisit
SELECT
    id, version, state, plan_id, contract_id, customer_id, customer_tier, owner_id, owner_path, due_at, done_at,
    done_by, channel, need, problem, suggestion, audience, opportunity_id, case_id, end_reason, created_at
FROM return_visit
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
