-- into: RecordingAccess
SELECT id, call_id, actor_id, purpose, at, until
FROM recording_access
WHERE call_id = :call_id::uuid
ORDER BY at DESC, id DESC
LIMIT 200
