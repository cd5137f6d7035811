INSERT INTO person (id, path, team_path, roles, time_zone, active)
VALUES (
    :user_id::uuid, :path::text, :team_path::text, coalesce(:roles::text[], '{}'), coalesce(:time_zone::text, 'UTC'), true)
ON CONFLICT (id) DO UPDATE
SET path = excluded.path, team_path = excluded.team_path, roles = excluded.roles, time_zone = excluded.time_zone,
    active = true
