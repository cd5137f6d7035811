-- into: Recording
-- bind: after_at after_id row_limit
SELECT
    call_id, state, customer_id, lead_id, opportunity_id, agent_id, owner_path, direction, channel, business_line,
    answered_at, ended_at, talk_s, script_version, due_at, codec, size, sha256, duration_ms, received, parts, stored_at,
    missing_reason, missing_accepted, retention_line, retention_version, delete_after, holds, deleted_at, tombstone,
    version
FROM recording
WHERE starts_with(owner_path, :scope::text)
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:agent_id::text IS NULL OR agent_id = :agent_id::text)
  AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
  AND (:answered_from::timestamptz IS NULL OR answered_at >= :answered_from::timestamptz)
  AND (:answered_until::timestamptz IS NULL OR answered_at < :answered_until::timestamptz)
  AND (:after_at::timestamptz IS NULL OR (answered_at, call_id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY answered_at DESC, call_id DESC
LIMIT :row_limit::bigint
