-- bind: id
-- into: Case
SELECT
    id, version, number, kind, severity, state, channel, customer_id, contract_id, plan_id, product, owner_id,
    owner_path, received_by, handler_id, playbook, text, finding, proposal, feedback, satisfied, reason, root_cause,
    escalations, reopenings, received_at, resolved_at, closed_at, waiting_since, waiting_from
FROM case_file
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
FOR UPDATE
