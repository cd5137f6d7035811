-- bind: subscription_id secret until
-- into: Subscription
UPDATE subscription
SET old_secret = CASE WHEN :until::timestamptz IS NULL THEN NULL ELSE secret END, old_secret_until = :until::timestamptz,
    secret = :secret::bytea, version = version + 1, changed_at = :now::timestamptz
WHERE id = :subscription_id::uuid
RETURNING
    id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until
