-- into: CustomerAttribute
SELECT a.key AS code, a.value
FROM customer AS c, jsonb_each_text(c.attributes) AS a
WHERE c.id = :customer_id::uuid
ORDER BY a.key
