-- bind: user_id
SELECT EXISTS (SELECT FROM user_account WHERE id = :user_id::uuid) AS has_user
