DELETE FROM preference
WHERE user_id = :user_id::uuid
