-- bind: token_hash
SELECT 'USER' AS kind, u.id, u.path, u.roles, u.time_zone, NULL AS channel, s.id AS session_id, s.expires_at,
    s.expires_at AS token_expires_at, u.must_change_password
FROM session AS s
JOIN user_account AS u ON u.id = s.user_id
WHERE s.token_hash = :token_hash AND s.ended_at IS NULL AND s.expires_at > :now AND u.state = 'ACTIVE'
UNION ALL
SELECT 'API_KEY', k.id, k.team_path, k.roles, NULL, k.channel, NULL, k.expires_at, k.expires_at, false
FROM api_key AS k
WHERE k.token_hash = :token_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > :now)
