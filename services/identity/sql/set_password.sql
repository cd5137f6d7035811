-- bind: id password_hash
UPDATE user_account SET password_hash = :password_hash, must_change_password = false, version = version + 1 WHERE id = :id::uuid
