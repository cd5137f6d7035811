-- into: ContractFact
SELECT fact.key, fact.value
FROM contract_import, unnest(fact_keys, fact_values) AS fact (key, value)
WHERE contract_id = :id::uuid
ORDER BY fact.key
