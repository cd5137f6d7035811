-- bind: id
DELETE FROM contract_credit
WHERE contract_id = :id::uuid
