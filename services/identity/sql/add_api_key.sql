-- into: ApiKey
-- bind: id token_hash
INSERT INTO api_key (id, name, token_hash, roles, team_path, channel, created_at, created_by, expires_at)
VALUES (:id::uuid, :name, :token_hash, :roles::text[], :team_path, :channel, :now, :actor, :expires_at::timestamptz)
RETURNING id, name, roles, team_path, channel, created_at, expires_at, revoked_at
