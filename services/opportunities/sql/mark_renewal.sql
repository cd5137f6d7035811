-- bind: id renews_contract_id
UPDATE opportunity
SET renews_contract_id = :renews_contract_id::uuid
WHERE id = :id::uuid
