-- bind: round authority_id evidence_hash
UPDATE mark
SET state = 'DONE',
    signer_id = :signer_id::uuid,
    authority_id = :authority_id::uuid,
    method = :method::text,
    evidence_hash = :evidence_hash::text,
    recorded_by = :actor::text,
    recorded_at = :now::timestamptz
WHERE contract_id = :id::uuid AND round = :round::integer AND party = :party::text AND kind = :kind::text
  AND state = 'REQUESTED'
RETURNING party
