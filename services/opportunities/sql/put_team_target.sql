INSERT INTO team_target (id, team_path, user_id, last_day)
VALUES (:target_id::uuid, :team_path::text, :user_id::text, :until::date)
ON CONFLICT (id) DO UPDATE
SET team_path = excluded.team_path, user_id = excluded.user_id, last_day = excluded.last_day
