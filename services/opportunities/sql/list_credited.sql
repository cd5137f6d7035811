-- Opportunities of these leads.
-- bind: leads
SELECT DISTINCT opportunity_id AS id
FROM opportunity_lead
WHERE lead_id = ANY (:leads::uuid[])
ORDER BY opportunity_id
