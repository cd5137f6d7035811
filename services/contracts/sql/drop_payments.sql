-- bind: contract_id
DELETE FROM payment
WHERE contract_id = :contract_id::uuid
