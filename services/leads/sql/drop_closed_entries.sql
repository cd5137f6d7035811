-- bind: dial_list_id
-- Who was closed meanwhile, or asked not to be called, needs no call.
UPDATE dial_entry AS e
SET state = 'DROPPED'
FROM lead AS l
WHERE e.dial_list_id = :dial_list_id::uuid AND e.state = 'OPEN' AND l.id = e.lead_id
    AND (l.do_not_call OR l.state NOT IN ('UNASSIGNED', 'ASSIGNED', 'POOLED', 'WORKING', 'NURTURING', 'QUALIFIED'))
