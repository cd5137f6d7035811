UPDATE recording
SET ended_at = :at::timestamptz, talk_s = :talk_s::integer, version = version + 1
WHERE call_id = :call_id::uuid
