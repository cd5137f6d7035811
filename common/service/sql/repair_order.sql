-- bind: repair_id
INSERT INTO repair (id, action, state, domain, agg_id, owner_path, actor, requested_at)
SELECT :repair_id::uuid, 'REPLAY_AGGREGATE', 'WAITING', domain, agg_id, owner_path, :actor::text, :now::timestamptz
FROM dead_letter
WHERE domain = :domain::text AND agg_id = :agg_id::uuid AND starts_with(owner_path, :scope::text)
ORDER BY pos
LIMIT 1
ON CONFLICT (domain, agg_id) WHERE state = 'WAITING' DO NOTHING
