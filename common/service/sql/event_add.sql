-- bind: ids lanes types schemas agg_types agg_ids owner_paths occurred datas correlations
WITH new AS (
    SELECT n, id, lane, type, schema, agg_type, agg_id, owner_path, occurred_at, data, correlation_id,
           row_number() OVER (PARTITION BY agg_id ORDER BY n) AS nth,
           count(*) OVER (PARTITION BY agg_id) AS of_agg
    FROM unnest(:ids::uuid[], :lanes::smallint[], :types::text[], :schemas::integer[], :agg_types::text[],
                :agg_ids::uuid[], :owner_paths::text[], :occurred::timestamptz[], :datas::bytea[],
                :correlations::uuid[])
        WITH ORDINALITY AS e (id, lane, type, schema, agg_type, agg_id, owner_path, occurred_at, data, correlation_id, n)
), head AS (
    INSERT INTO event_head AS h (agg_id, ver)
    SELECT agg_id, count(*) FROM new GROUP BY agg_id
    ON CONFLICT (agg_id) DO UPDATE SET ver = h.ver + excluded.ver
    RETURNING h.agg_id, h.ver
), ordered AS (
    SELECT new.*, head.ver - new.of_agg + new.nth AS agg_ver
    FROM new JOIN head USING (agg_id)
    ORDER BY n
)
INSERT INTO event (pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at, data,
                   correlation_id)
SELECT nextval('event_pos'), lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at,
       clock_timestamp(), data, correlation_id
FROM ordered
RETURNING pos
