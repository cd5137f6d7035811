-- bind: id hold_id release_reason
-- into: ContractHold
UPDATE contract_hold
SET released_at = :now::timestamptz, released_by = :actor::text, release_reason = :release_reason::text
WHERE id = :hold_id::uuid AND contract_id = :id::uuid AND released_at IS NULL
RETURNING id, contract_id, violation_id, criterion, placed_at, expires_at, released_at, released_by, release_reason
