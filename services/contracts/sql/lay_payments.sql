-- bind: contract_id text_version zone
INSERT INTO payment (contract_id, position, due_on, amount_minor, state)
SELECT contract_id, position, due_on, amount_minor, 'PLANNED'
FROM instalment
WHERE contract_id = :contract_id::uuid AND text_version = :text_version::integer
RETURNING position, due_on::timestamp AT TIME ZONE :zone::text AS begins_at
