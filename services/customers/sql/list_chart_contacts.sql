-- The highest level first.
-- into: Contact
SELECT t.id, :customer_id::uuid AS customer_id, t.name_masked, t.level, t.function, t.job_role, t.state, t.version,
    t.created_at, t.department_id, t.birth_date_sealed IS NOT NULL AS birth_date_known
FROM contact AS t
WHERE t.customer_id IN (SELECT id FROM customer WHERE id = :customer_id::uuid OR alias_of = :customer_id::uuid)
    AND t.state = 'ACTIVE'
ORDER BY array_position(ARRAY['EXECUTIVE', 'MANAGEMENT', 'OPERATIONAL'], t.level), t.id
LIMIT 1000
