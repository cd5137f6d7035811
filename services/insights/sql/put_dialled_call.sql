-- bind: event_at
INSERT INTO call_fact (call_id, agent_id, direction, dialled_at)
VALUES (:call_id::uuid, :agent_id::text, :direction::text, coalesce(:at::timestamptz, :event_at::timestamptz))
ON CONFLICT (call_id) DO UPDATE
SET agent_id = excluded.agent_id, direction = excluded.direction, dialled_at = excluded.dialled_at
