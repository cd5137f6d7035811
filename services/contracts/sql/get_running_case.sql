SELECT id
FROM approval_case
WHERE contract_id = :id::uuid AND state = 'RUNNING'
