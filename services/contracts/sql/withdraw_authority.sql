-- into: Authority
UPDATE authority
SET withdrawn_at = :now::timestamptz, withdrawn_by = :actor::text, withdraw_reason = :reason::text
WHERE id = :id::uuid AND withdrawn_at IS NULL
RETURNING
    id, party, holder_id, may_sign, may_seal, currency, limit_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until, proof_ref, registered_by, registered_at, withdrawn_at, withdrawn_by, withdraw_reason
