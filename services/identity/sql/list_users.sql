-- bind: after limit
SELECT id, login, name, team_path, path, roles, time_zone, state, version, created_at,
    must_change_password, presence_state, presence_reason, presence_since
FROM user_account
WHERE starts_with(path, :scope)
    AND id > :after::uuid
    AND starts_with(team_path, coalesce(:team_path, ''))
    AND (:role::text IS NULL OR :role = ANY (roles))
    AND (:state::text IS NULL OR state = :state)
    AND (:text::text IS NULL OR strpos(lower(name), lower(:text)) > 0 OR strpos(login, lower(:text)) > 0)
ORDER BY id
LIMIT :limit::bigint
