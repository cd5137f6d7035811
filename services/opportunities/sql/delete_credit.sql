DELETE FROM credit_split
WHERE opportunity_id = :id::uuid
