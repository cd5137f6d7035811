-- bind: scope_path
DELETE FROM saved_view
WHERE id = :id::uuid AND (owner_id = :actor::uuid OR starts_with(team_path, :scope_path))
