-- bind: case_id customer_id
SELECT id
FROM case_file
WHERE id = :case_id::uuid AND customer_id = (SELECT alias_head(:customer_id::uuid))
  AND starts_with(owner_path, :scope::text)
