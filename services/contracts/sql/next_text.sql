-- bind: id
SELECT max(text_version) + 1 AS text_version
FROM contract_version
WHERE contract_id = :id::uuid
