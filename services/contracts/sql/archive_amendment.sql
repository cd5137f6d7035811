-- bind: text_version signed_document doc_hash
INSERT INTO signed_amendment (contract_id, text_version, document, doc_hash, archived_at)
VALUES (
    :id::uuid, :text_version::integer, decode(:signed_document::text, 'hex'), :doc_hash::text, :now::timestamptz
)
