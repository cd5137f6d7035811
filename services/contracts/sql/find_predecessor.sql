-- bind: predecessor_id customer_id
SELECT id
FROM contract
WHERE id = :predecessor_id::uuid AND customer_id = (SELECT alias_head(:customer_id::uuid))
  AND starts_with(owner_path, :scope::text) AND state IN ('EFFECTIVE', 'FULFILLED', 'EXPIRED')
