-- bind: subscription_id to_state reason
-- into: Subscription
UPDATE subscription
SET state = :to_state::text, reason = :reason::text, version = version + 1, changed_at = :now::timestamptz,
    failures = CASE WHEN :to_state::text = 'ACTIVE' THEN 0 ELSE failures END
WHERE id = :subscription_id::uuid
RETURNING
    id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until
