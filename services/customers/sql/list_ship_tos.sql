-- into: ShipTo
SELECT t.id, :customer_id::uuid AS customer_id, t.address_masked, t.receiver_contact_id, t.preferred, t.closed, t.version
FROM ship_to AS t
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.closed, t.preferred DESC, t.id
LIMIT 200
