-- bind: department customer_id
SELECT d.id
FROM department AS d
WHERE d.id = :department::uuid
    AND d.customer_id IN (SELECT id FROM customer WHERE id = :customer_id::uuid OR alias_of = :customer_id::uuid)
