-- bind: id login name team_path path roles time_zone state password_hash must_change_password
INSERT INTO user_account (id, login, name, team_path, path, roles, time_zone, state, password_hash,
    must_change_password, presence_since, created_at)
VALUES (:id::uuid, :login, :name, :team_path, :path, :roles::text[], :time_zone, :state, :password_hash,
    :must_change_password::boolean, :now, :now)
ON CONFLICT (login) DO NOTHING
RETURNING id, login, name, team_path, path, roles, time_zone, state, version, created_at,
    must_change_password, presence_state, presence_reason, presence_since
