-- The document of the present version only.
-- bind: text_version
SELECT
    text_version, doc_hash, created_at, submitted_at, amount_minor,
    CASE WHEN text_version = :text_version::integer THEN document END AS sealed
FROM contract_version
WHERE contract_id = :id::uuid
ORDER BY text_version
