-- into: ApiKey
UPDATE api_key SET revoked_at = :now WHERE id = :id::uuid
RETURNING id, name, roles, team_path, channel, created_at, expires_at, revoked_at
