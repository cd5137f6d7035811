-- into: Recording
SELECT
    call_id, state, customer_id, lead_id, opportunity_id, agent_id, owner_path, direction, channel, business_line,
    answered_at, ended_at, talk_s, script_version, due_at, codec, size, sha256, duration_ms, received, parts, stored_at,
    missing_reason, missing_accepted, retention_line, retention_version, delete_after, holds, deleted_at, tombstone,
    version
FROM recording
WHERE call_id = :call_id::uuid AND starts_with(owner_path, :scope::text)
