SELECT (SELECT count(*) FROM recording_key WHERE call_id = :call_id::uuid) AS keys, count(*) AS parts,
    coalesce(sum(size), 0)::bigint AS bytes
FROM recording_part
WHERE call_id = :call_id::uuid
