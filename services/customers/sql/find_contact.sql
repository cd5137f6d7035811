-- bind: contact_id customer_id
SELECT t.id
FROM contact AS t
WHERE t.id = :contact_id::uuid
    AND t.customer_id IN (SELECT id FROM customer WHERE id = :customer_id::uuid OR alias_of = :customer_id::uuid)
