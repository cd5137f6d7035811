-- bind: authority_id may_sign may_seal valid_from
-- into: Authority
INSERT INTO authority (
    id, party, holder_id, may_sign, may_seal, currency, limit_minor, valid_from, valid_until, proof_ref,
    registered_by, registered_at
)
VALUES (
    :authority_id::uuid, :party::text, :holder_id::uuid, :may_sign::boolean, :may_seal::boolean, :currency::text,
    :limit_minor::bigint, :valid_from::date, :valid_until::date, :proof_ref::text, :actor::text, :now::timestamptz
)
RETURNING
    id, party, holder_id, may_sign, may_seal, currency, limit_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until, proof_ref, registered_by, registered_at, withdrawn_at, withdrawn_by, withdraw_reason
