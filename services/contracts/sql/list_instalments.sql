-- bind: text_version
-- into: Instalment
SELECT position, due_on::text AS due_on, amount_minor
FROM instalment
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
ORDER BY position
