UPDATE contract_import
SET withdrawn_at = :now::timestamptz
WHERE contract_id = :id::uuid
