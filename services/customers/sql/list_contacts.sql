-- into: Contact
-- bind: after limit
SELECT id, customer_id, name_masked, level, function, job_role, state, version, created_at
FROM contact
WHERE customer_id = :customer_id::uuid AND id > :after::uuid
ORDER BY id
LIMIT :limit::bigint
