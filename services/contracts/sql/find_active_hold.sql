SELECT criterion
FROM contract_hold
WHERE contract_id = :id::uuid AND released_at IS NULL AND expires_at > :now::timestamptz
ORDER BY placed_at
LIMIT 1
