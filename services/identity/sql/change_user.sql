UPDATE user_account
SET name = coalesce(:name, name), time_zone = coalesce(:time_zone, time_zone), version = version + 1
WHERE id = :id::uuid
RETURNING id, login, name, team_path, path, roles, time_zone, state, version, created_at,
    must_change_password, presence_state, presence_reason, presence_since
