-- into: LeadAssessment
SELECT seq, assessed_at, cause, score, grade, rule_version
FROM assessment
WHERE lead_id = :lead_id::uuid
ORDER BY seq DESC
LIMIT 50
