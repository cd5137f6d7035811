INSERT INTO customers.contact_point (id, customer_id, kind, blind, blind_version, last_four_blind, value_sealed, masked,
    created_at)
SELECT ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7002-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'PHONE',
    md5('blind' || n), 1, md5(n %% 10000 || 'last'), decode(repeat(md5(n::text), 3) || repeat('00', 8), 'hex'),
    '+86139****0002', now()
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
