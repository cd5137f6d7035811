-- A call that another agent put through to the caller or his team.
SELECT c.id, c.state, c.agent_id, m.owner_path
FROM call AS c
JOIN customer AS m ON m.id = c.customer_id
WHERE c.id = :call_id::uuid AND c.agent_id <> :actor
    AND (c.transfer_user_id = :actor OR starts_with(:actor_path, c.transfer_team_path))
FOR NO KEY UPDATE OF c
