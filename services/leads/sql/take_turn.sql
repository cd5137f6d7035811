-- bind: agent_id turn pass
UPDATE agent
SET last_turn = :turn::bigint, pass = :pass::bigint
WHERE user_id = :agent_id::uuid
