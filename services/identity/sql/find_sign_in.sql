-- bind: login login_hash
SELECT f.failures, f.locked_until, coalesce(f.locked_until > :now, false) AS locked,
    u.id, u.password_hash, coalesce(u.state = 'ACTIVE', false) AS active
FROM (SELECT) AS one
LEFT JOIN sign_in_failure AS f ON f.login_hash = :login_hash
LEFT JOIN user_account AS u ON u.login = :login
