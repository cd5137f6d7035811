-- bind: contract_id
SELECT drafter_id AS id
FROM contract
WHERE id = :contract_id::uuid
UNION
SELECT user_id
FROM text_author
WHERE contract_id = :contract_id::uuid
