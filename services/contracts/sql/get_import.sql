-- into: ContractImport
SELECT natural_key, bulk_id, customer_ref, imported_by, imported_at
FROM contract_import
WHERE contract_id = :id::uuid
