-- bind: after_at after_id row_limit
SELECT n.id, n.customer_id, n.state, n.lead_id, n.opportunity_id, n.activity_id, n.pain_sealed, n.requirement_sealed,
    n.desired_solution_sealed, n.current_system_sealed, n.current_process_sealed, n.depth, n.version, n.created_at,
    k.wrapped, k.master_version
FROM need AS n
LEFT JOIN subject_key AS k ON k.subject_id = n.customer_id
WHERE n.customer_id IN (SELECT id FROM customer WHERE id = :customer_id::uuid OR alias_of = :customer_id::uuid)
    AND (:after_at::timestamptz IS NULL OR (n.created_at, n.id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY n.created_at DESC, n.id DESC
LIMIT :row_limit::bigint
