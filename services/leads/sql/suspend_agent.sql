UPDATE agent
SET state = 'SUSPENDED'
WHERE user_id = :user_id::uuid
