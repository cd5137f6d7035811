DELETE FROM opportunity_line
WHERE opportunity_id = :id::uuid
