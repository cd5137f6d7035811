UPDATE recording
SET script_version = :script_version::text, version = version + 1
WHERE call_id = :call_id::uuid AND :script_version::text IS NOT NULL
