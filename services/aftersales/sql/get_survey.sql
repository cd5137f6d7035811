-- bind: id
-- into: Survey
SELECT
    id, version, state, trigger, plan_id, contract_id, customer_id, owner_id, owner_path, improvement_id, due_at,
    sent_at, expires_at, answered_at, answered_by_channel, function, performance, service_quality, support, comment,
    end_reason, created_at
FROM survey
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
