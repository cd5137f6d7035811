-- bind: lead_id
SELECT urgency
FROM qualification
WHERE lead_id = :lead_id::uuid
