-- into: Survey
-- bind: after_at after_id row_limit
SELECT
    id, version, state, trigger, plan_id, contract_id, customer_id, owner_id, owner_path, improvement_id, due_at,
    sent_at, expires_at, answered_at, answered_by_channel, function, performance, service_quality, support,
    end_reason, created_at
FROM survey
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
      AND (:plan_id::uuid IS NULL OR plan_id = :plan_id::uuid) THEN true ELSE false END
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
