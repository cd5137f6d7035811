-- into: ImportedCustomer
SELECT i.id, i.natural_key, i.bulk_id, i.state, coalesce(c.alias_of, c.id) AS customer_id, i.imported_at, i.imported_by
FROM customer_import AS i
JOIN customer AS c ON c.id = i.customer_id
WHERE i.natural_key = :natural_key::text
