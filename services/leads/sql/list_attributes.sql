-- bind: lead_id
-- into: LeadAttribute
SELECT a.key, a.value
FROM lead, jsonb_each_text(lead.attributes) AS a
WHERE lead.id = :lead_id::uuid
ORDER BY a.key
