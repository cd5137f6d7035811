-- In one order, and waiting gives each row as the one before left it: no agent is passed over because of another batch.
-- Who has no shift is not asked about: Postgres reads such a function anew in each statement.
SELECT user_id, path, team_path, '|' || array_to_string(roles, '|') || '|' AS role_list,
    '|' || array_to_string(skills, '|') || '|' AS skill_list,
    '|' || array_to_string(territories, '|') || '|' AS territory_list,
    '|' || array_to_string(tiers, '|') || '|' AS tier_list,
    shift_from IS NULL AND cardinality(shift_days) = 0
        OR agent_on_shift(shift_from, shift_until, shift_days, shift_zone, :now::timestamptz) AS on_shift,
    capacity, weight, open_leads, last_turn, pass, pg_current_xact_id()::text AS xid
FROM agent
WHERE state = 'ACTIVE' AND NOT absent
ORDER BY user_id
FOR NO KEY UPDATE
