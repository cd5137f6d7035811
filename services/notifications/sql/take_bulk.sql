DELETE FROM bulk
WHERE event_type = :event_type::text AND owner_path = :owner_path::text
RETURNING tally, first_event_id, first_subject_type, first_subject_id, first_at
