SELECT
    id, natural_key, contract_id, received_on::text AS received_on, currency, amount_minor, applied_minor, outcome,
    recorded_by, recorded_at, bulk_id, remark AS sealed
FROM receipt
WHERE id = :id::uuid
FOR UPDATE
