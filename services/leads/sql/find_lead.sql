-- bind: lead_id
-- into: Lead
SELECT *
FROM lead_row
WHERE id = :lead_id::uuid
FOR UPDATE
