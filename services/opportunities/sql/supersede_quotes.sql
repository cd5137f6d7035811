UPDATE quote
SET state = 'SUPERSEDED'
WHERE opportunity_id = :id::uuid AND state IN ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT')
