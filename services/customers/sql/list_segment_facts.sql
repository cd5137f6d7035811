-- bind: after_id some
SELECT c.id, c.kind, c.industry, c.size_band, c.region, c.tier, c.decision_cycle_days,
    (SELECT string_agg(s.code, ',') FROM decision_step AS s WHERE s.customer_id = c.id) AS steps
FROM customer AS c
WHERE c.state NOT IN ('MERGED', 'ERASED') AND starts_with(c.owner_path, :scope)
    AND (:customer_id::uuid IS NULL OR c.id = :customer_id::uuid) AND (:after_id::uuid IS NULL OR c.id > :after_id::uuid)
ORDER BY c.id
LIMIT :some::bigint
