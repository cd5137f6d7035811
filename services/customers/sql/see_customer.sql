-- bind: customer_id
SELECT c.id, c.owner_path, k.wrapped, k.master_version
FROM customer AS c
LEFT JOIN subject_key AS k ON k.subject_id = c.id
WHERE c.id = :customer_id::uuid AND starts_with(c.owner_path, :scope)
