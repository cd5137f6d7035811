-- into: ContractHold
SELECT id, contract_id, violation_id, criterion, placed_at, expires_at, released_at, released_by, release_reason
FROM contract_hold
WHERE contract_id = :id::uuid
ORDER BY placed_at, id
