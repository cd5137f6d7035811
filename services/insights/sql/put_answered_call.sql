-- bind: event_at
INSERT INTO call_fact (call_id, agent_id, direction, answered_at)
VALUES (:call_id::uuid, :agent_id::text, :direction::text, coalesce(:at::timestamptz, :event_at::timestamptz))
ON CONFLICT (call_id) DO UPDATE SET answered_at = excluded.answered_at
