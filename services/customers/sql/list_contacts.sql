-- into: Contact
-- bind: after_id row_limit
SELECT id, :customer_id::uuid AS customer_id, name_masked, level, function, job_role, state, version, created_at,
    department_id, birth_date_sealed IS NOT NULL AS birth_date_known
FROM contact
WHERE customer_id IN (SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
    AND (:after_id::uuid IS NULL OR id > :after_id::uuid)
ORDER BY id
LIMIT :row_limit::bigint
