-- into: LeadQualification
INSERT INTO qualification (lead_id, urgency, purchasing_power, decision_authority, competition, urgency_evidence,
    purchasing_power_evidence, decision_authority_evidence, competition_evidence, qualified_by, qualified_at)
VALUES (:lead_id::uuid, :urgency::integer, :purchasing_power::integer, :decision_authority::integer,
    :competition::integer, :urgency_evidence::text, :purchasing_power_evidence::text,
    :decision_authority_evidence::text, :competition_evidence::text, :actor::text, :now::timestamptz)
ON CONFLICT (lead_id) DO UPDATE
SET urgency = excluded.urgency, purchasing_power = excluded.purchasing_power,
    decision_authority = excluded.decision_authority, competition = excluded.competition,
    urgency_evidence = excluded.urgency_evidence, purchasing_power_evidence = excluded.purchasing_power_evidence,
    decision_authority_evidence = excluded.decision_authority_evidence,
    competition_evidence = excluded.competition_evidence, qualified_by = excluded.qualified_by,
    qualified_at = excluded.qualified_at
RETURNING urgency, purchasing_power, decision_authority, competition, urgency_evidence, purchasing_power_evidence,
    decision_authority_evidence, competition_evidence, qualified_by, qualified_at
