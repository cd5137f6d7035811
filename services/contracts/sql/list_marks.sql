-- All rounds, the latest first.
-- into: ContractMark
SELECT party, kind, state, signer_id, authority_id, method, evidence_hash, recorded_by, recorded_at, round
FROM mark
WHERE contract_id = :id::uuid
ORDER BY round DESC, party DESC, kind DESC
