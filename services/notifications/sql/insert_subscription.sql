-- bind: subscription_id path_prefix ordered concurrency secret
-- into: Subscription
INSERT INTO subscription (
    id, state, url, types, path_prefix, ordered, concurrency, owner_id, owner_path, created_at, changed_at, secret)
VALUES (
    :subscription_id::uuid, 'PENDING_VERIFICATION', :url::text, :types::text[], :path_prefix::text, :ordered::boolean,
    :concurrency::integer, :actor::text, :actor_path::text, :now::timestamptz, :now::timestamptz, :secret::bytea)
RETURNING
    id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until
