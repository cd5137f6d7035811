-- The last one, or that of a version.
-- bind: signed_version
SELECT text_version, document AS sealed, doc_hash, archived_at
FROM (
    SELECT contract_id, text_version, document, doc_hash, archived_at
    FROM signed_document
    UNION ALL
    SELECT contract_id, text_version, document, doc_hash, archived_at
    FROM signed_amendment
) AS signed
WHERE contract_id = :id::uuid
  AND (:signed_version::integer IS NULL OR text_version = :signed_version::integer)
ORDER BY text_version DESC
LIMIT 1
