-- bind: after_at after_id one_more
SELECT id, action, state, domain, agg_id, letter_id, type, pos, reason, actor, replayed, error, requested_at, ended_at
FROM repair
WHERE starts_with(owner_path, :scope::text)
    AND (:id::uuid IS NULL OR id = :id::uuid)
    AND (:after_id::uuid IS NULL OR (requested_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY requested_at DESC, id DESC
LIMIT :one_more::bigint
