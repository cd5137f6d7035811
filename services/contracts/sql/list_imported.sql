-- into: ImportedContract
-- bind: after_at after_id row_limit
SELECT c.id, c.number, i.natural_key, c.state, i.imported_at
FROM contract_import i
JOIN contract c ON c.id = i.contract_id
WHERE i.bulk_id = :bulk_id::uuid AND starts_with(c.owner_path, :scope::text)
  AND (:after_at::timestamptz IS NULL OR (i.imported_at, i.contract_id) > (:after_at::timestamptz, :after_id::uuid))
ORDER BY i.imported_at, i.contract_id
LIMIT :row_limit::bigint
