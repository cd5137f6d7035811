-- bind: login login_hash source_hash
SELECT f.failures, greatest(f.locked_until, s.locked_until) AS locked_until,
    coalesce(greatest(f.locked_until, s.locked_until) > :now, false) AS locked,
    u.id, u.path, u.password_hash, u.must_change_password, coalesce(u.state = 'ACTIVE', false) AS active
FROM (SELECT) AS one
LEFT JOIN sign_in_failure AS f ON f.login_hash = :login_hash
LEFT JOIN sign_in_failure AS s ON s.login_hash = :source_hash
LEFT JOIN user_account AS u ON u.login = :login
