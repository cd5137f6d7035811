-- bind: text_version
SELECT document AS sealed, doc_hash
FROM contract_version
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
