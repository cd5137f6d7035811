-- bind: id
SELECT id, name, roles, team_path, channel, created_at, expires_at, revoked_at
FROM api_key
WHERE id = :id::uuid
FOR UPDATE
