-- bind: team_prefix after limit
SELECT id, path, code, name, parent_path, leader_id, version
FROM team
WHERE starts_with(path, :team_prefix) AND path > :after COLLATE "C"
ORDER BY path
LIMIT :limit::bigint
