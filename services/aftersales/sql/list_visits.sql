-- into: ReturnVisit
-- bind: after_at after_id row_limit
SELECT
    id, version, state, plan_id, contract_id, customer_id, customer_tier, owner_id, owner_path, due_at, done_at,
    done_by, channel, audience, opportunity_id, case_id, end_reason, created_at
FROM return_visit
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
      AND (:owner_id::text IS NULL OR owner_id = :owner_id::text) THEN true ELSE false END
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
