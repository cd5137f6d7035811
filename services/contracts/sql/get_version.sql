-- bind: text_version
SELECT submitted_at IS NOT NULL AS is_fixed
FROM contract_version
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
