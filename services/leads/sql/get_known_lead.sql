-- bind: lead_id
-- into: Lead
-- Whoever can repeat the capture knows the lead; its scope does not matter.
SELECT *
FROM lead_row
WHERE id = :lead_id::uuid
