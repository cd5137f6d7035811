-- A name for a customer that was made without one.
-- bind: customer_id name_sealed name_masked name_tokens org_blind
UPDATE customer
SET name_sealed = :name_sealed::bytea, name_masked = :name_masked, name_tokens = :name_tokens::text[],
    org_blind = :org_blind::text,
    version = version + 1, updated_at = :now::timestamptz
WHERE id = :customer_id::uuid AND name_sealed IS NULL
