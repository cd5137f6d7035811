-- bind: event_at event_path
INSERT INTO survey_fact (survey_id, owner_id, owner_path, sent_at)
VALUES (:survey_id::uuid, :owner_id::text, :event_path::text, :event_at::timestamptz)
ON CONFLICT (survey_id) DO NOTHING
