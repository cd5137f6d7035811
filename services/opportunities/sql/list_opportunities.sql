-- into: Opportunity
-- bind: after_at after_id row_limit
SELECT
    id, version, state, customer_id, customer_kind, customer_tier, customer_industry, lead_id, title, product,
    owner_id, owner_path, source_channel, captured_at, stage, stage_since, purchase_stage, grade, grade_overridden,
    currency, amount_minor, probability, expected_close::text AS expected_close, forecast_category, lost_reason,
    lost_stage, competitor, contract_id, created_at, closed_at
FROM opportunity
WHERE starts_with(owner_path, :scope::text)
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:stage::text IS NULL OR stage = :stage::text)
  AND (:grade::text IS NULL OR grade = :grade::text)
  AND (:customer_id::uuid IS NULL OR customer_id = :customer_id::uuid)
  AND (:owner_id::text IS NULL OR owner_id = :owner_id::text)
  AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
