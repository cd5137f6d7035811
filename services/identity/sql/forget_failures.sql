-- bind: login_hash
DELETE FROM sign_in_failure WHERE login_hash = :login_hash OR last_at < :now::timestamptz - interval '2 days'
