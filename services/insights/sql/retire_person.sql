UPDATE person SET active = false WHERE user_id = :user_id::text
