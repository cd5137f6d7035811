-- into: Opportunity
-- bind: after_at after_id row_limit zone
-- One CASE around the conditions, since the planner takes half of the rows to fit a CASE and reads them in order. Guessing one
-- by one it takes it that hardly a row fits, and may sort the whole table.
SELECT
    id, version, state, customer_id, customer_kind, customer_tier, customer_industry, lead_id, title, product,
    owner_id, owner_path, source_channel, captured_at, stage, stage_since, purchase_stage, grade, grade_overridden,
    currency, amount_minor, probability, expected_close::text AS expected_close, forecast_category, lost_reason,
    lost_stage, competitor, contract_id, created_at, closed_at,
    pipeline, last_activity_at, reviewed_at, stall_due_on::text AS stall_due_on, stalled_at,
    next_milestone_on::text AS next_milestone_on, budget_minor, decision_complexity, renews_contract_id
FROM opportunity
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:stage::text IS NULL OR stage = :stage::text)
      AND (:grade::text IS NULL OR grade = :grade::text)
      AND (:owner_id::text IS NULL OR owner_id = :owner_id::text)
      AND (:pipeline::text IS NULL OR pipeline = :pipeline::text)
      AND (:purchase_stage::text IS NULL OR purchase_stage = :purchase_stage::text)
      AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
      AND (:stalled::boolean IS NOT TRUE OR stalled_at IS NOT NULL)
      AND (:overdue::boolean IS NOT TRUE OR next_milestone_on < (:now::timestamptz AT TIME ZONE :zone::text)::date) THEN true ELSE false END
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
