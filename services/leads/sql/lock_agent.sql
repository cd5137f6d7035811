-- bind: agent_id default_capacity zone
SELECT path, team_path, state, coalesce(capacity, :default_capacity::integer) AS capacity, open_leads,
    CASE WHEN claims_on = (:now::timestamptz AT TIME ZONE :zone::text)::date THEN claims_today ELSE 0 END AS claims_today
FROM agent
WHERE user_id = :agent_id::uuid
FOR NO KEY UPDATE
