INSERT INTO leads.customer_slot (customer_id, product, open_lead_id)
SELECT ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'planner',
    md5('fill' || n)::uuid
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
