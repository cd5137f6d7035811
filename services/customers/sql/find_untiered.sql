-- The customer that a record belongs to, with the columns of list_untiered.sql.
-- bind: record_id
SELECT h.id, h.kind, h.industry, h.size_band, h.region, h.income_band, h.tier, h.tier_by_hand, h.owner_path
FROM customer AS c
JOIN customer AS h ON h.id = coalesce(c.alias_of, c.id)
WHERE c.id = :record_id::uuid AND h.state NOT IN ('MERGED', 'ERASED') AND NOT h.tier_by_hand
FOR NO KEY UPDATE OF h
