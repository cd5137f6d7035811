-- into: ImportedCustomer
-- bind: after_id row_limit
SELECT i.id, i.natural_key, i.bulk_id, i.state, coalesce(c.alias_of, c.id) AS customer_id, i.imported_at, i.imported_by
FROM customer_import AS i
JOIN customer AS c ON c.id = i.customer_id
WHERE i.bulk_id = :bulk_id::text AND (:after_id::uuid IS NULL OR i.id > :after_id::uuid)
    AND starts_with(c.owner_path, :scope)
ORDER BY i.id
LIMIT :row_limit::bigint
