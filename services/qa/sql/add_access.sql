-- into: RecordingAccess
-- bind: id until
INSERT INTO recording_access (id, call_id, actor_id, purpose, at, until)
VALUES (:id::uuid, :call_id::uuid, :actor::text, :purpose::text, :now::timestamptz, :until::timestamptz)
RETURNING id, call_id, actor_id, purpose, at, until
