-- The newest version.
-- bind: customer_id
SELECT id, version, state, customer_id, lead_id, opportunity_id, contract_id, case_id, call_id, type, purchase_stage, at
FROM activity
WHERE id = :activity_id::uuid AND customer_id IN (
    SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
ORDER BY version DESC
LIMIT 1
