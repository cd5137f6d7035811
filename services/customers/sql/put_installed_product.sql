-- Nothing where the id is of no line of this customer.
-- into: InstalledProduct
-- bind: row_id customer_id is_closed
INSERT INTO installed_product AS t (id, customer_id, product, competitor, quantity, since, satisfaction, closed)
SELECT :row_id::uuid, :customer_id::uuid, :product::text, :competitor::text, :quantity::integer, :since::date,
    :satisfaction::integer, :is_closed::boolean
WHERE :id::uuid IS NULL OR EXISTS (
    SELECT FROM installed_product AS b
    WHERE b.id = :id::uuid AND b.customer_id IN (
        SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid))
ON CONFLICT (id) DO UPDATE
SET customer_id = excluded.customer_id, product = excluded.product, competitor = excluded.competitor,
    quantity = excluded.quantity, since = excluded.since, satisfaction = excluded.satisfaction,
    closed = excluded.closed, version = t.version + 1
RETURNING id, customer_id, product, competitor, quantity, since::text AS since, satisfaction, closed, version
