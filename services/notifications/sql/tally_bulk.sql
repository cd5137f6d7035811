-- bind: event_type event_owner_path event_id subject_type subject_id occurred_at
INSERT INTO bulk (event_type, owner_path, tally, first_event_id, first_subject_type, first_subject_id, first_at)
VALUES (
    :event_type::text, :event_owner_path::text, 1, :event_id::uuid, :subject_type::text, :subject_id::uuid,
    :occurred_at::timestamptz)
ON CONFLICT (event_type, owner_path) DO UPDATE SET tally = bulk.tally + 1
RETURNING tally
