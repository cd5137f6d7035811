-- bind: before_seq row_limit
SELECT
    seq, id, version, state, url, types, path_prefix, ordered, concurrency, failures, reason, owner_id, owner_path, created_at,
    changed_at, old_secret_until
FROM subscription
WHERE starts_with(owner_path, :scope::text) AND (:before_seq::bigint IS NULL OR seq < :before_seq::bigint)
ORDER BY seq DESC
LIMIT :row_limit::bigint
