-- bind: domain pos agg_id type data error owner_path tries cause traceparent
INSERT INTO dead_letter (domain, pos, agg_id, type, data, error, owner_path, tries, tried_at, cause, traceparent)
VALUES (:domain::text, :pos::bigint, :agg_id::uuid, :type::text, :data::bytea, :error::text,
        coalesce(:owner_path::text, '/'), :tries::integer, CASE WHEN :tries::integer > 0 THEN now() END,
        :cause::text, :traceparent::text)
ON CONFLICT DO NOTHING
