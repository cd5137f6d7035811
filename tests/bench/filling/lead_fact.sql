INSERT INTO insights.lead_fact (lead_id, customer_id, source_channel, source, product, captured_at, owner_id, owner_path,
    assigned_at)
SELECT md5('fill' || n)::uuid, '01a10000-0000-7001-8000-' || lpad(to_hex(n), 12, '0'), 'WEB', 'bench', 'planner',
    now() - n * interval '1 second', md5('agent' || n %% 300),
    '/hq/sales/team' || n %% 100 || '/~' || md5('agent' || n %% 300)::uuid, now()
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
