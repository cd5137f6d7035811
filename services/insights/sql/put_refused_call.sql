-- bind: event_at
INSERT INTO call_fact (call_id, agent_id, refused_at)
VALUES (:call_id::uuid, :agent_id::text, :event_at::timestamptz)
ON CONFLICT (call_id) DO UPDATE SET refused_at = excluded.refused_at
