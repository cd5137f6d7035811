-- into: LeadAgent
UPDATE agent
SET skills = :skills::text[], territories = :territories::text[], tiers = :tiers::text[],
    shift_from = :shift_from::time, shift_until = :shift_until::time, shift_days = :shift_days::integer[],
    shift_zone = coalesce(:shift_zone::text, 'UTC')
WHERE user_id = :user_id::uuid AND starts_with(path, :scope::text)
RETURNING user_id, team_path, state, absent, roles, capacity, weight, open_leads, skills, territories, tiers,
    to_char(shift_from, 'HH24:MI') AS shift_from, to_char(shift_until, 'HH24:MI') AS shift_until, shift_days, shift_zone
