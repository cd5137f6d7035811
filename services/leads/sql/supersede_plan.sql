-- bind: lead_id
UPDATE follow_up_plan
SET state = 'SUPERSEDED'
WHERE lead_id = :lead_id::uuid AND state = 'ACTIVE'
RETURNING id
