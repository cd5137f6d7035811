SELECT min(next_contact_at) AS due_at
FROM lead
WHERE owner_id = :actor::uuid AND state IN ('WORKING', 'QUALIFIED', 'NURTURING')
