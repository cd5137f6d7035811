INSERT INTO customers.subject_key (subject_id, wrapped, master_version)
SELECT ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    decode(repeat(md5(n::text), 4) || repeat('00', 8), 'hex'), 1
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
