SELECT id, contract_id
FROM contract_hold
WHERE violation_id = :violation_id::uuid AND released_at IS NULL
ORDER BY contract_id
