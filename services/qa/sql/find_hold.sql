SELECT id
FROM recording_hold
WHERE id = :hold_id::uuid AND call_id = :call_id::uuid AND released_at IS NULL
