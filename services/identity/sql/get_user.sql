-- bind: id scope_path
SELECT id, login, name, team_path, path, roles, time_zone, state, version, created_at,
    must_change_password, presence_state, presence_reason, presence_since
FROM user_account
WHERE id = :id::uuid AND starts_with(path, :scope_path)
