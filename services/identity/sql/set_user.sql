-- bind: id team_path path roles state password_hash must_change_password
UPDATE user_account
SET team_path = :team_path, path = :path, roles = :roles::text[], state = :state,
    password_hash = coalesce(:password_hash, password_hash),
    must_change_password = coalesce(:must_change_password::boolean, must_change_password), version = version + 1
WHERE id = :id::uuid
RETURNING id, login, name, team_path, path, roles, time_zone, state, version, created_at,
    must_change_password, presence_state, presence_reason, presence_since
