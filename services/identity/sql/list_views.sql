-- bind: user_path
-- into: SavedView
SELECT id, list, name, filters, owner_id, team_path, version, updated_at
FROM saved_view
WHERE list = :list::text AND (owner_id = :actor::uuid OR starts_with(:user_path::text, team_path))
ORDER BY owner_id <> :actor::uuid, name, id
LIMIT 300
