UPDATE plan
SET state = 'CLOSED'
WHERE opportunity_id = :id::uuid AND state = 'AGREED'
