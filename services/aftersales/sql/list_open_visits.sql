-- bind: plan_id
-- into: ReturnVisit
SELECT
    id, version, state, plan_id, contract_id, customer_id, customer_tier, owner_id, owner_path, due_at, done_at,
    done_by, channel, need, problem, suggestion, audience, opportunity_id, case_id, end_reason, created_at
FROM return_visit
WHERE plan_id = :plan_id::uuid AND state IN ('PLANNED', 'DUE')
ORDER BY id
FOR UPDATE
