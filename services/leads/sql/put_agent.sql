INSERT INTO agent (user_id, path, team_path, state, roles)
VALUES (:user_id::uuid, :path::text, :team_path::text, 'ACTIVE', :roles::text[])
ON CONFLICT (user_id) DO UPDATE
SET path = excluded.path, team_path = excluded.team_path, state = excluded.state, roles = excluded.roles
