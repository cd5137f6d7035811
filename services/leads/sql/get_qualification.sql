-- into: LeadQualification
SELECT urgency, purchasing_power, decision_authority, competition, urgency_evidence, purchasing_power_evidence,
    decision_authority_evidence, competition_evidence, qualified_by, qualified_at
FROM qualification
WHERE lead_id = :lead_id::uuid
