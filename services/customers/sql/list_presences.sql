SELECT t.customer_id, t.competitor, t.product, t.satisfaction, t.note_sealed, t.version, t.updated_at, k.wrapped,
    k.master_version
FROM competitor_presence AS t
LEFT JOIN subject_key AS k ON k.subject_id = t.customer_id
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.competitor, t.updated_at DESC
LIMIT 200
