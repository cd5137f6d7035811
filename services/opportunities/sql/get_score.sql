-- into: OpportunityScore
SELECT
    urgency, purchasing_power, decision_authority, competitive_situation, urgency_evidence, purchasing_power_evidence,
    decision_authority_evidence, competitive_situation_evidence, strong_intent, clear_need, total, computed_grade,
    grade, override_reason, scored_by, scored_at
FROM scorecard
WHERE opportunity_id = :id::uuid
ORDER BY seq DESC
LIMIT 1
