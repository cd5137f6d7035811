-- bind: contract_id
-- into: Payment
SELECT position, due_on::text AS due_on, amount_minor, received_minor, state
FROM payment
WHERE contract_id = :contract_id::uuid
ORDER BY position
