UPDATE recording_key
SET hash_state = NULL
WHERE call_id = :call_id::uuid
