-- bind: id team_path
-- into: SavedView
INSERT INTO saved_view (id, list, name, filters, owner_id, team_path, updated_at)
SELECT :id::uuid, :list::text, :name::text, coalesce(:filters::text, ''), :actor::uuid, :team_path::text, :now::timestamptz
WHERE (SELECT count(*) FROM saved_view WHERE owner_id = :actor::uuid) < 100
RETURNING id, list, name, filters, owner_id, team_path, version, updated_at
