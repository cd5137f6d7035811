-- bind: absent
UPDATE agent
SET absent = :absent::boolean
WHERE user_id = :user_id::uuid
