UPDATE recording_hold
SET released_by = :actor::text, released_at = :now::timestamptz
WHERE id = :hold_id::uuid AND call_id = :call_id::uuid AND released_at IS NULL
