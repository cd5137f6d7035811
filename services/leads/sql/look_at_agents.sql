-- bind: lead_ids
-- As lock_agents reads them, but locking nobody, and without the leads that are tried.
SELECT user_id, path, team_path, '|' || array_to_string(roles, '|') || '|' AS role_list,
    '|' || array_to_string(skills, '|') || '|' AS skill_list,
    '|' || array_to_string(territories, '|') || '|' AS territory_list,
    '|' || array_to_string(tiers, '|') || '|' AS tier_list, true AS on_shift, capacity, weight,
    greatest(0, open_leads - (SELECT count(*) FROM lead AS l
        WHERE l.owner_id = a.user_id AND l.state IN ('ASSIGNED', 'WORKING', 'QUALIFIED', 'CONVERTING')
            AND l.id = ANY (:lead_ids::uuid[]))) AS open_leads,
    last_turn, pass
FROM agent AS a
WHERE state = 'ACTIVE'
ORDER BY user_id
