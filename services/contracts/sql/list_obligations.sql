-- bind: text_version
SELECT obligation_group AS "group", code, due_on::text AS due_on, description AS sealed
FROM obligation
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
ORDER BY position
