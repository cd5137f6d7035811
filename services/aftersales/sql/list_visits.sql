-- into: ReturnVisit
-- bind: after_at after_id row_limit
SELECT
    id, version, state, plan_id, contract_id, customer_id, customer_tier, owner_id, owner_path, due_at, done_at,
    done_by, channel, audience, opportunity_id, case_id, end_reason, created_at
FROM return_visit
WHERE starts_with(owner_path, :scope::text)
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:customer_id::uuid IS NULL OR customer_id = :customer_id::uuid)
  AND (:owner_id::text IS NULL OR owner_id = :owner_id::text)
  AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
