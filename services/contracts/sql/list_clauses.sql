-- bind: text_version
SELECT clause_group AS "group", body AS sealed
FROM contract_clause
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
ORDER BY array_position('{PRICE,SERVICE,DELIVERY,BREACH}', clause_group)
