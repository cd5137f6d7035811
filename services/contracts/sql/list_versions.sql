-- The document of the present version only.
-- bind: text_version
SELECT
    text_version, doc_hash, created_at, submitted_at, amount_minor,
    ARRAY(
        SELECT DISTINCT user_id
        FROM text_author a
        WHERE a.contract_id = v.contract_id AND a.text_version = v.text_version
        ORDER BY user_id) AS writer_ids,
    CASE WHEN text_version = :text_version::integer THEN document END AS sealed
FROM contract_version v
WHERE contract_id = :id::uuid
ORDER BY text_version
