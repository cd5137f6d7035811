-- In one order, and waiting gives each row as the one before left it: no agent is passed over because of another batch.
SELECT user_id, path, team_path, '|' || array_to_string(roles, '|') || '|' AS role_list, capacity, weight, open_leads,
    last_turn, pass, pg_current_xact_id()::text AS xid
FROM agent
WHERE state = 'ACTIVE' AND NOT absent
ORDER BY user_id
FOR NO KEY UPDATE
