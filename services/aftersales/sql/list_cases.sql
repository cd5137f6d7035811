-- into: Case
-- bind: after_at after_id row_limit
SELECT
    id, version, number, kind, severity, state, channel, customer_id, contract_id, plan_id, product, owner_id,
    owner_path, received_by, handler_id, playbook, satisfied, reason, root_cause,
    escalations, reopenings, received_at, resolved_at, closed_at, waiting_since, waiting_from
FROM case_file
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:kind::text IS NULL OR kind = :kind::text)
      AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
      AND (:handler_id::text IS NULL OR handler_id = :handler_id::text)
      AND (NOT coalesce(:breached::boolean, false)
           OR EXISTS (SELECT FROM case_clock WHERE case_id = case_file.id AND case_clock.breached)) THEN true ELSE false END
  AND (received_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY received_at DESC, id DESC
LIMIT :row_limit::bigint
