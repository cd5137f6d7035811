SELECT contract_id
FROM contract_import
WHERE natural_key = :natural_key::text AND withdrawn_at IS NULL
