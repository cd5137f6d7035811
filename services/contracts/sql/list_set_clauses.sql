-- bind: set_code
-- into: ContractClause
SELECT clause_group AS "group", body AS text
FROM clause_set_clause
WHERE set_code = :set_code::text
ORDER BY array_position('{PRICE,SERVICE,DELIVERY,BREACH}', clause_group)
