-- bind: id login name team_path path roles time_zone state password_hash
INSERT INTO user_account (id, login, name, team_path, path, roles, time_zone, state, password_hash, presence_since,
    created_at)
VALUES (:id::uuid, :login, :name, :team_path, :path, :roles::text[], :time_zone, :state, :password_hash, :now, :now)
ON CONFLICT (login) DO NOTHING
RETURNING id, login, name, team_path, path, roles, time_zone, state, version, created_at,
    presence_state, presence_reason, presence_since
