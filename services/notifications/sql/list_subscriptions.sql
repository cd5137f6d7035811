-- into: Subscription
-- bind: after_at after_id row_limit
SELECT
    id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until
FROM subscription
WHERE starts_with(owner_path, :scope::text)
  AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
