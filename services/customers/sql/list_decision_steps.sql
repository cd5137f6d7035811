-- into: CustomerDecisionStep
SELECT s.code, s.days, s.contact_id
FROM decision_step AS s
WHERE s.customer_id = :customer_id::uuid
ORDER BY s.nth
