SELECT wrapped, hash_state
FROM recording_key
WHERE call_id = :call_id::uuid
