-- bind: id scope_path
SELECT id, team_path, path, roles, time_zone, state, version, password_hash, presence_state, login
FROM user_account
WHERE id = :id::uuid AND starts_with(path, :scope_path)
FOR UPDATE
