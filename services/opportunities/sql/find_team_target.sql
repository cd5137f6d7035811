-- bind: today
SELECT team_path, user_id, coalesce(last_day < :today::date, false) AS is_over
FROM team_target
WHERE id = :team_target_ref::uuid
