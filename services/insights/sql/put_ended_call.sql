-- bind: event_at
INSERT INTO call_fact (call_id, agent_id, ended_at, end_state, talk_s)
VALUES (:call_id::uuid, :agent_id::text, coalesce(:at::timestamptz, :event_at::timestamptz), :state::text,
    :talk_s::bigint)
ON CONFLICT (call_id) DO UPDATE
SET ended_at = excluded.ended_at, end_state = excluded.end_state, talk_s = excluded.talk_s
