-- into: Subscription
SELECT
    id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until,
    (SELECT count(*) FROM delivery WHERE subscription_id = subscription.id AND due_at IS NOT NULL) AS waiting
FROM subscription
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
