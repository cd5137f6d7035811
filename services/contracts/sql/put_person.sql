INSERT INTO person (id, path, team_path, active)
VALUES (:user_id::uuid, :path::text, :team_path::text, true)
ON CONFLICT (id) DO UPDATE
SET path = excluded.path, team_path = excluded.team_path, active = true
