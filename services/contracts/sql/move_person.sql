-- His reach is another one now: nobody decides with the old one.
WITH ended AS (
    UPDATE approval_delegation
    SET ended_at = :now::timestamptz
    WHERE from_id = :user_id::text AND ended_at IS NULL
)
INSERT INTO person (id, path, team_path, active)
VALUES (:user_id::uuid, :path::text, :team_path::text, coalesce(:active::boolean, true))
ON CONFLICT (id) DO UPDATE
SET path = excluded.path, team_path = excluded.team_path, active = excluded.active
