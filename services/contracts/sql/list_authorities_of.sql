-- into: Authority
SELECT
    id, party, holder_id, may_sign, may_seal, currency, limit_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until, proof_ref, registered_by, registered_at, withdrawn_at, withdrawn_by, withdraw_reason
FROM authority
WHERE holder_id = :signer_id::uuid AND party = :party::text
ORDER BY registered_at DESC, id DESC
