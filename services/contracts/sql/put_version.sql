-- A text that was submitted is fixed: then no row.
-- bind: id text_version document doc_hash amount_minor
INSERT INTO contract_version (contract_id, text_version, document, doc_hash, amount_minor, created_at)
VALUES (
    :id::uuid, :text_version::integer, decode(:document::text, 'hex'), :doc_hash::text, :amount_minor::bigint,
    :now::timestamptz
)
ON CONFLICT (contract_id, text_version) DO UPDATE
SET document = excluded.document,
    doc_hash = excluded.doc_hash,
    amount_minor = excluded.amount_minor,
    created_at = excluded.created_at
WHERE contract_version.submitted_at IS NULL
RETURNING text_version
