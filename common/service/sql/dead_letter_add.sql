-- bind: domain pos agg_id type data error
INSERT INTO dead_letter (domain, pos, agg_id, type, data, error)
VALUES (:domain::text, :pos::bigint, :agg_id::uuid, :type::text, :data::bytea, :error::text)
ON CONFLICT DO NOTHING
