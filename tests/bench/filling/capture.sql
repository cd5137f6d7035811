INSERT INTO customers.capture (id, lead_id, customer_id, subject_id, raw_sealed, outcome, source_channel, channel,
    name_masked, phone_masked, phone_valid, phone_point_id, actor, captured_at)
SELECT ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7003-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    md5('fill' || n)::uuid,
    ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    decode(repeat(md5(n::text), 6) || repeat('00', 8), 'hex'), 'CREATED', 'WEB', 'WEB', 'L*', '+86139****0002', true,
    ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7002-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    '01a20365-3a88-72e1-8269-f4eb26fceb80', now()
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
