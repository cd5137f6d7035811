SELECT text_version, document AS sealed, doc_hash, archived_at
FROM signed_document
WHERE contract_id = :id::uuid
