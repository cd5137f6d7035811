-- bind: event_at
-- The first place is where somebody has been ever since.
INSERT INTO person_place (user_id, since, path, team_path)
SELECT :user_id::text,
    CASE WHEN EXISTS (SELECT FROM person_place WHERE user_id = :user_id::text)
        THEN :event_at::timestamptz ELSE '-infinity' END,
    :path::text, :team_path::text
WHERE NOT EXISTS (SELECT FROM person_place WHERE user_id = :user_id::text AND until = 'infinity')
ON CONFLICT (user_id, since) DO UPDATE
SET until = 'infinity', path = excluded.path, team_path = excluded.team_path
