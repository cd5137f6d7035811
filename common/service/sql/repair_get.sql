-- bind: repair_id domain agg_id
-- The one of this id, or the one that waits for the same aggregate.
SELECT id, action, state, domain, agg_id, letter_id, type, pos, reason, actor, replayed, error, requested_at, ended_at
FROM repair
WHERE (id = :repair_id::uuid OR (state = 'WAITING' AND domain = :domain::text AND agg_id = :agg_id::uuid))
    AND starts_with(owner_path, :scope::text)
ORDER BY id = :repair_id::uuid DESC
LIMIT 1
