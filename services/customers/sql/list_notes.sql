SELECT t.id, t.customer_id, t.topic, t.department_id, t.text_sealed, t.materials, t.written_by, t.written_at, t.version,
    k.wrapped, k.master_version
FROM customer_note AS t
LEFT JOIN subject_key AS k ON k.subject_id = t.customer_id
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.topic, t.written_at DESC, t.id
LIMIT 200
