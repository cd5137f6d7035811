-- Of the customer and of those merged into it.
-- bind: customer_id
SELECT d.id, :customer_id::uuid AS customer_id, d.parent_id, d.name, d.kind, d.closed, d.version
FROM department AS d
WHERE d.customer_id IN (SELECT id FROM customer WHERE id = :customer_id::uuid OR alias_of = :customer_id::uuid)
ORDER BY d.closed, d.name, d.id
LIMIT 501
