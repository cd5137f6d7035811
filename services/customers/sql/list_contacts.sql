-- Of the customer that the id stands for by now.
-- into: Contact
-- bind: after_id row_limit
WITH head (id) AS (
    SELECT coalesce(alias_of, id) FROM customer WHERE id = :customer_id::uuid
)
SELECT t.id, head.id AS customer_id, t.name_masked, t.level, t.function, t.job_role, t.state, t.version, t.created_at,
    t.department_id, t.birth_date_sealed IS NOT NULL AS birth_date_known
FROM head
CROSS JOIN LATERAL (
    SELECT head.id
    UNION ALL
    SELECT c.id FROM customer AS c WHERE c.alias_of = head.id) AS record
JOIN contact AS t ON t.customer_id = record.id
WHERE :after_id::uuid IS NULL OR t.id > :after_id::uuid
ORDER BY t.id
LIMIT :row_limit::bigint
