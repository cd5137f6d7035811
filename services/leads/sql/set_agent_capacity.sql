-- into: LeadAgent
UPDATE agent
SET capacity = :capacity::integer, weight = coalesce(:weight::integer, weight)
WHERE user_id = :user_id::uuid AND starts_with(path, :scope::text)
RETURNING user_id, team_path, state, absent, roles, capacity, weight, open_leads, skills, territories, tiers,
    to_char(shift_from, 'HH24:MI') AS shift_from, to_char(shift_until, 'HH24:MI') AS shift_until,
    shift_days, shift_zone
