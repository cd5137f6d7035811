-- bind: after_at after_id row_limit
SELECT m.id, m.customer_id, m.kind, m.reached_on, m.recorded_by, m.recorded_at, m.text_sealed,
    (SELECT t.id FROM care_task AS t WHERE t.source = m.id::text AND t.in_year = 0) AS care_task_id,
    k.wrapped, k.master_version
FROM milestone AS m
LEFT JOIN subject_key AS k ON k.subject_id = m.customer_id
WHERE m.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
    AND (:after_at::timestamptz IS NULL OR (m.recorded_at, m.id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY m.recorded_at DESC, m.id DESC
LIMIT :row_limit::bigint
