-- bind: is_mine task_state after_at after_id row_limit
SELECT t.id, coalesce(c.alias_of, c.id) AS customer_id, t.contact_id, t.occasion, t.subject, t.action, t.state, t.due_on,
    c.owner_id, t.activity_id, t.opened_at, t.closed_at, t.closed_by, t.version, t.customer_id AS record_id, t.due_sealed,
    k.wrapped, k.master_version
FROM care_task AS t
JOIN customer AS c ON c.id = t.customer_id
LEFT JOIN subject_key AS k ON k.subject_id = t.customer_id
WHERE starts_with(c.owner_path, :scope)
    AND starts_with(c.owner_path, CASE WHEN :is_mine::boolean THEN :actor_path ELSE :scope END)
    AND t.state = :task_state::text
    AND (:customer_id::uuid IS NULL OR t.customer_id IN (
        SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid))
    AND (:after_at::timestamptz IS NULL OR (t.opened_at, t.id) > (:after_at::timestamptz, :after_id::uuid))
ORDER BY t.opened_at, t.id
LIMIT :row_limit::bigint
