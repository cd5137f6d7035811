-- into: RecordingHold
-- bind: id
INSERT INTO recording_hold (id, call_id, cause, ref_id, reason, held_by, held_at)
VALUES (:id::uuid, :call_id::uuid, :cause::text, :ref_id::uuid, :reason::text, :actor::text, :now::timestamptz)
RETURNING id, call_id, cause, ref_id, reason, held_by, held_at, released_by, released_at
