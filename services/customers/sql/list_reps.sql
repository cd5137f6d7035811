SELECT t.id, t.customer_id, t.competitor, t.name_masked, t.style_sealed, t.version, k.wrapped, k.master_version
FROM competitor_rep AS t
LEFT JOIN subject_key AS k ON k.subject_id = t.customer_id
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.competitor, t.id
LIMIT 200
