-- into: ContractTemplate
SELECT code, name, revision
FROM contract_template
ORDER BY code
