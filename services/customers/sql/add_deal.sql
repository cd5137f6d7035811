INSERT INTO deal (contract_id, customer_id, currency, amount_minor, closed_at)
SELECT :contract_id::uuid,
    coalesce((SELECT record_id FROM known_by WHERE ref_id = :contract_id::uuid), :customer_id::uuid),
    :currency::text, :amount_minor::bigint, :effective_at::timestamptz
ON CONFLICT (contract_id) DO NOTHING
RETURNING customer_id
