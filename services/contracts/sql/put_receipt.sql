-- A new one, or one that was UNKNOWN so far.
-- bind: id natural_key contract_id received_on currency amount_minor applied_minor outcome bulk_id sealed_remark
INSERT INTO receipt (
    id, natural_key, bulk_id, contract_id, received_on, currency, amount_minor, applied_minor, outcome, remark,
    recorded_by, recorded_at
)
VALUES (
    :id::uuid, :natural_key::text, :bulk_id::text, :contract_id::uuid, :received_on::date, :currency::text,
    :amount_minor::bigint, coalesce(:applied_minor::bigint, 0), :outcome::text, decode(:sealed_remark::text, 'hex'),
    :actor::text, :now::timestamptz
)
ON CONFLICT (natural_key) DO UPDATE
SET contract_id = excluded.contract_id, applied_minor = excluded.applied_minor, outcome = excluded.outcome
WHERE receipt.outcome = 'UNKNOWN' AND receipt.id = excluded.id
RETURNING id
