UPDATE plan
SET state = 'REPLACED'
WHERE opportunity_id = :id::uuid AND state = 'AGREED'
RETURNING id
