-- into: ApiKey
-- bind: after limit
SELECT id, name, roles, team_path, channel, created_at, expires_at, revoked_at
FROM api_key
WHERE starts_with(team_path, :scope) AND id > :after::uuid
ORDER BY id
LIMIT :limit::bigint
