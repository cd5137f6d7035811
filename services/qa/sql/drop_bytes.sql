-- Key and bytes of a recording, or of an upload under way.
WITH gone AS (
    DELETE FROM recording_key
    WHERE call_id = :call_id::uuid
)
DELETE FROM recording_part
WHERE call_id = :call_id::uuid
