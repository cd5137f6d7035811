-- Under which record of the customer or of those merged into it the activity belongs.
-- bind: customer_id
SELECT w.origin_id
FROM (
    SELECT 1 AS nth, a.customer_id AS origin_id FROM activity AS a WHERE a.id = :activity_id::uuid AND a.version = 1
    UNION ALL
    SELECT 2, t.customer_id FROM call AS t WHERE t.id = :call_id::uuid
    UNION ALL
    SELECT 3, p.customer_id FROM capture AS p WHERE p.lead_id = :lead_id::uuid) AS w
WHERE w.origin_id IN (SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
ORDER BY w.nth
LIMIT 1
