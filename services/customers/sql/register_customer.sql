-- A registration number for an organisation that had none.
-- bind: customer_id registration_sealed registration_masked registration_blind
UPDATE customer
SET registration_sealed = :registration_sealed::bytea, registration_masked = :registration_masked::text,
    registration_blind = :registration_blind::text, version = version + 1, updated_at = :now::timestamptz
WHERE id = :customer_id::uuid AND kind = 'ORGANISATION' AND registration_blind IS NULL
