-- bind: id
-- into: Opportunity
SELECT
    id, version, state, customer_id, customer_kind, customer_tier, customer_industry, lead_id, title, product,
    owner_id, owner_path, source_channel, captured_at, stage, stage_since, purchase_stage, grade, grade_overridden,
    currency, amount_minor, probability, expected_close::text AS expected_close, forecast_category, lost_reason,
    lost_stage, competitor, contract_id, created_at, closed_at,
    pipeline, last_activity_at, reviewed_at, stall_due_on::text AS stall_due_on, stalled_at,
    next_milestone_on::text AS next_milestone_on, budget_minor, decision_complexity, renews_contract_id
FROM opportunity
WHERE id = :id::uuid
