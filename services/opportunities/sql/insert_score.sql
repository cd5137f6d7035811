-- bind: id total computed_grade grade strong_intent clear_need
-- into: OpportunityScore
INSERT INTO scorecard (
    opportunity_id, urgency, purchasing_power, decision_authority, competitive_situation, urgency_evidence,
    purchasing_power_evidence, decision_authority_evidence, competitive_situation_evidence, strong_intent, clear_need,
    total, computed_grade, grade, override_reason, scored_by, scored_at
)
VALUES (
    :id::uuid, :urgency::integer, :purchasing_power::integer, :decision_authority::integer,
    :competitive_situation::integer, :urgency_evidence::text, :purchasing_power_evidence::text,
    :decision_authority_evidence::text, :competitive_situation_evidence::text, :strong_intent::boolean,
    :clear_need::boolean, :total::integer, :computed_grade::text, :grade::text, :override_reason::text, :actor::text,
    :now::timestamptz
)
RETURNING
    urgency, purchasing_power, decision_authority, competitive_situation, urgency_evidence, purchasing_power_evidence,
    decision_authority_evidence, competitive_situation_evidence, strong_intent, clear_need, total, computed_grade,
    grade, override_reason, scored_by, scored_at
