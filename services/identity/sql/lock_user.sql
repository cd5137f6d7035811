-- bind: id
SELECT id, team_path, path, roles, time_zone, state, version, password_hash, presence_state
FROM user_account
WHERE id = :id::uuid
FOR UPDATE
