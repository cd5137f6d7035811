SELECT id, owner_id, owner_path
FROM delivery_plan
WHERE contract_id = :contract_id::uuid AND customer_id = (SELECT alias_head(:customer_id::uuid))
