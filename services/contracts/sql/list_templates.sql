-- into: ContractTemplate
SELECT code, name, revision, active, put_by, put_at
FROM contract_template
WHERE active OR coalesce(:retired::boolean, false)
ORDER BY code
