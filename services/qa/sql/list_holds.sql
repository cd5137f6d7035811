-- into: RecordingHold
SELECT id, call_id, cause, ref_id, reason, held_by, held_at, released_by, released_at
FROM recording_hold
WHERE call_id = :call_id::uuid
ORDER BY held_at, id
