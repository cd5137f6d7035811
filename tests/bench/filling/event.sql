-- The present log's last lead, its four events again and again: payloads as they are, ids and aggregates of their own.
INSERT INTO leads.event (pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at, data)
SELECT nextval('leads.event_pos'), n / 4 %% 16,
    ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7008-8000-' || lpad(to_hex(n), 12, '0'))::uuid, e.type, e.schema,
    e.agg_type, md5('fill' || n / 4)::uuid, e.nth, e.owner_path, now(), now(), e.data
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
JOIN (SELECT *, row_number() OVER (ORDER BY pos DESC) AS back, 5 - row_number() OVER (ORDER BY pos DESC) AS nth
      FROM leads.event WHERE agg_type = 'lead') AS e ON e.back = 4 - n %% 4
ORDER BY n
