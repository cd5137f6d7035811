-- bind: event_at event_path
INSERT INTO case_fact (case_id, kind, owner_id, owner_path, received_at)
VALUES (:case_id::uuid, :kind::text, :owner_id::text, :event_path::text, :event_at::timestamptz)
ON CONFLICT (case_id) DO NOTHING
