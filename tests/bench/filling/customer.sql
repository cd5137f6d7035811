INSERT INTO customers.customer (id, kind, state, name_sealed, name_masked, name_tokens, region, time_zone, owner_id,
    owner_path, first_touch_channel, version, created_at, updated_at)
SELECT ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'PERSON',
    'PROSPECT', decode(repeat(md5(n::text), 3), 'hex'), 'L*', ARRAY[md5('a' || n %% 5000), md5('b' || n %% 5000)], 'CN',
    'Asia/Shanghai', md5('agent' || n %% 300), '/hq/sales/team' || n %% 100 || '/~' || md5('agent' || n %% 300)::uuid,
    'WEB', 2, now(), now()
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
