SELECT number
FROM contract
WHERE opportunity_id = :opportunity_id::uuid AND state NOT IN ('REJECTED', 'CANCELLED', 'VOID')
