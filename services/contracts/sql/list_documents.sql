SELECT text_version, document AS sealed
FROM contract_version
WHERE contract_id = :id::uuid
ORDER BY text_version
