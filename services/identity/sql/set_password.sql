-- bind: id password_hash
UPDATE user_account SET password_hash = :password_hash, version = version + 1 WHERE id = :id::uuid
