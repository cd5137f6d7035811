-- into: ImportedCustomer
SELECT i.id, i.natural_key, i.bulk_id, i.state, i.customer_id, i.imported_at, i.imported_by
FROM customer_import AS i
JOIN customer AS c ON c.id = i.customer_id
WHERE i.id = :id::uuid AND starts_with(c.owner_path, :scope)
FOR UPDATE OF i
