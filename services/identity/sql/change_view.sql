-- bind: team_path
-- into: SavedView
UPDATE saved_view
SET list = :list, name = :name, filters = coalesce(:filters, ''), team_path = :team_path, version = version + 1, updated_at = :now
WHERE id = :id::uuid AND owner_id = :actor::uuid
RETURNING id, list, name, filters, owner_id, team_path, version, updated_at
