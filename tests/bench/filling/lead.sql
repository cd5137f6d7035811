-- Owners: three hundred, three in a team; the first team is the demo organisation's, all others are nobody's.
INSERT INTO leads.lead (id, state, customer_id, customer_known, kind, phone_masked, source_channel, channel, source,
    keyword, product, interests, do_not_call, do_not_email, attributes, score, intent, grade, priority, priority_reasons,
    screening_rule, owner_id, owner_path, owners, assignment_rule, assignment_reason, rule_version, captured_at,
    assigned_at, sla_due_at, touches, recycle_at, updated_at, version)
SELECT md5('fill' || n)::uuid, CASE WHEN n %% 2 = 0 THEN 'ASSIGNED' ELSE 'WORKING' END,
    ('01a10000-' || lpad(to_hex(n >> 16), 4, '0') || '-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid, false, 'PERSON',
    '+86139****0002', 'WEB', 'WEB', 'bench', 'planner', 'planner', '{planning}', false, false, '{}', 45, 'CONSIDERING',
    (ARRAY['A', 'B', 'C', 'D'])[1 + n %% 4], 50 + n * 7919 %% 400, '{"+250 grade is B"}', 'none',
    CASE WHEN n %% 100 = 0 THEN t.user_id ELSE md5('agent' || n %% 300)::uuid END,
    CASE WHEN n %% 100 = 0 THEN t.path ELSE '/hq/sales/team' || n %% 100 || '/~' || md5('agent' || n %% 300)::uuid END,
    1, 'intent-to-telesales', 'rule intent-to-telesales: least loaded of 3 agents, 0 of 2000 open leads', 2,
    now() - n * interval '1 second', now(), now() + interval '200 days', 1, now() + interval '300 days', now(), 1
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
JOIN (SELECT user_id, path, row_number() OVER (ORDER BY user_id) - 1 AS nth, count(*) OVER () AS of
      FROM leads.agent WHERE team_path = '/hq/sales/tele/') AS t ON t.nth = n / 100 %% t.of
ON CONFLICT DO NOTHING
