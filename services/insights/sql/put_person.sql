-- bind: is_active
INSERT INTO person (user_id, path, team_path, active, time_zone)
VALUES (:user_id::text, :path::text, :team_path::text, :is_active::boolean, :time_zone::text)
ON CONFLICT (user_id) DO UPDATE
SET path = excluded.path, team_path = excluded.team_path, active = excluded.active, time_zone = excluded.time_zone
