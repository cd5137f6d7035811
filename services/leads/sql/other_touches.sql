-- bind: lead_id bulk_id
-- Touches of this lead by captures that did not come with the same import.
SELECT count(*) AS others
FROM lead_touch AS t
JOIN lead AS by_lead ON by_lead.id = t.by_lead_id
WHERE t.lead_id = :lead_id::uuid AND by_lead.state <> 'WITHDRAWN'
    AND by_lead.bulk_id IS DISTINCT FROM :bulk_id::text
