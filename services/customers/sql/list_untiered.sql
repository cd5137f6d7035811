-- bind: some
SELECT id, kind, industry, size_band, region, income_band, tier, tier_by_hand, owner_path
FROM customer
WHERE state NOT IN ('MERGED', 'ERASED') AND NOT tier_by_hand AND (:after_id::uuid IS NULL OR id > :after_id::uuid)
ORDER BY id
LIMIT :some::bigint
FOR NO KEY UPDATE
