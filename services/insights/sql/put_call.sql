INSERT INTO call_fact (call_id, agent_id, direction, campaign)
VALUES (:call_id::uuid, :agent_id::text, :direction::text, :campaign::text)
ON CONFLICT (call_id) DO UPDATE
SET agent_id = excluded.agent_id, direction = excluded.direction, campaign = excluded.campaign
