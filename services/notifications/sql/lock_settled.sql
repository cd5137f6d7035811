-- bind: subscription_id
-- into: Subscription
SELECT
    id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until
FROM subscription
WHERE id = :subscription_id::uuid
FOR NO KEY UPDATE
