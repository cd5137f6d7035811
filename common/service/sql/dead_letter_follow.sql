-- bind: domain pos agg_id type data error owner_path
-- Only behind an earlier one: an aggregate that was repaired meanwhile is no longer parked.
INSERT INTO dead_letter (domain, pos, agg_id, type, data, error, owner_path)
SELECT :domain::text, :pos::bigint, :agg_id::uuid, :type::text, :data::bytea, :error::text, :owner_path::text
WHERE EXISTS (SELECT 1 FROM dead_letter WHERE domain = :domain::text AND agg_id = :agg_id::uuid)
