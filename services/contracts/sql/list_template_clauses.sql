-- bind: template_code template_revision
-- into: ContractClause
SELECT clause_group AS "group", body AS text
FROM template_clause
WHERE template_code = :template_code::text AND revision = :template_revision::integer
ORDER BY array_position('{PRICE,SERVICE,DELIVERY,BREACH}', clause_group)
