-- into: InstalledProduct
SELECT t.id, :customer_id::uuid AS customer_id, t.product, t.competitor, t.quantity, t.since::text AS since,
    t.satisfaction, t.closed, t.version
FROM installed_product AS t
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.closed, t.product, t.id
LIMIT 200
