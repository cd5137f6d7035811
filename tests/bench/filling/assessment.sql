INSERT INTO leads.assessment (lead_id, seq, assessed_at, cause, score, grade, rule_version, rules, points, sentences)
SELECT md5('fill' || n)::uuid, 1, now(), 'CAPTURE', 45, 'B', 2,
    '{came-by-web,can-be-reached,named-a-product,named-an-interest}', '{15,20,5,5}',
    '{"source_channel is WEB","customer is present","product is present","interest is present"}'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
