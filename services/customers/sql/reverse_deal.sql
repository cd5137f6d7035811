UPDATE deal
SET reversed_at = :reversed_at::timestamptz
WHERE contract_id = :contract_id::uuid
RETURNING customer_id
