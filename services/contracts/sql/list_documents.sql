SELECT text_version, document, doc_hash
FROM contract_version
WHERE contract_id = :id::uuid
ORDER BY text_version
