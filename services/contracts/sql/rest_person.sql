UPDATE person
SET active = false
WHERE id = :user_id::uuid
