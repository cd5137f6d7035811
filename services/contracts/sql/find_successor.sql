-- The contract that renews this one, unless it came to nothing.
SELECT number
FROM contract
WHERE predecessor_id = :id::uuid AND state NOT IN ('CANCELLED', 'REJECTED', 'VOID')
LIMIT 1
