-- into: LeadAgent
UPDATE agent
SET capacity = :capacity::integer, weight = coalesce(:weight::integer, weight)
WHERE user_id = :user_id::uuid AND starts_with(path, :scope::text)
RETURNING user_id, team_path, state, absent, roles, capacity, weight, open_leads
