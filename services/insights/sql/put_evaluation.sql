-- bind: event_at event_path is_fatal
INSERT INTO evaluation_fact (evaluation_id, call_id, agent_id, owner_path, submitted_at, score_hundredths, fatal)
VALUES (:evaluation_id::uuid, :call_id::text, :agent_id::text, :event_path::text, :event_at::timestamptz,
    coalesce(:score_hundredths::bigint, 0), :is_fatal::boolean)
ON CONFLICT (evaluation_id) DO NOTHING
