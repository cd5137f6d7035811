-- What a plain service writes when it takes in a new person with a phone: the rows that Dealspine leaves behind in all
-- its schemas for one CaptureLead, as values that are final at once (Dealspine updates customer, lead_fact and agent).
-- It leaves out what only Dealspine's promises need: the lock of the log, cursors, attempts, the agents' common lock.
-- One statement a paragraph. tests/bench/peer.py makes of it a transaction, and one CTE.

SELECT reply FROM leads.idempotency WHERE principal = :principal AND method = 'leads.CaptureLead' AND key = 'k' || :n

SELECT customer_id FROM customers.contact_point WHERE blind = md5('blind' || :n) AND kind = 'PHONE' AND state <> 'RETIRED'

INSERT INTO customers.subject_key (subject_id, wrapped, master_version)
VALUES (time_id(1, :n), :blob72::bytea, 1)

INSERT INTO customers.customer (id, kind, state, name_sealed, name_masked, name_tokens, region, time_zone, owner_id,
    owner_path, first_touch_channel, version, created_at, updated_at)
VALUES (time_id(1, :n), 'PERSON', 'PROSPECT', :blob48::bytea, 'L*', :tokens::text[], 'CN', 'Asia/Shanghai',
    agent_id(:agent)::text, agent_path(:agent), 'WEB', 2, now(), now())

INSERT INTO customers.contact_point (id, customer_id, kind, blind, blind_version, last_four_blind, value_sealed, masked,
    created_at)
VALUES (time_id(2, :n), time_id(1, :n), 'PHONE', md5('blind' || :n), 1, md5(:n::bigint % 10000 || 'last'), :blob56::bytea,
    '+86139****0002', now())

INSERT INTO customers.capture (id, lead_id, customer_id, subject_id, raw_sealed, outcome, source_channel, channel,
    name_masked, phone_masked, phone_valid, phone_point_id, actor, captured_at)
VALUES (time_id(3, :n), md5('lead' || :n)::uuid, time_id(1, :n), time_id(1, :n), :blob104::bytea, 'CREATED', 'WEB', 'WEB',
    'L*', '+86139****0002', true, time_id(2, :n), :principal, now())

INSERT INTO customers.event_head (agg_id, ver) VALUES (time_id(1, :n), 3), (time_id(2, :n), 1)

INSERT INTO customers.event (pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at,
    data)
VALUES (nextval('customers.event_pos'), :n::bigint % 16, time_id(4, :n), 'customer.created', 1, 'customer', time_id(1, :n), 1,
        '/hq/', now(), clock_timestamp(), :blob280::bytea),
    (nextval('customers.event_pos'), (:n::bigint + 7) % 16, time_id(5, :n), 'contact_point.added', 1, 'contact_point',
        time_id(2, :n), 1, '/hq/', now(), clock_timestamp(), :blob280::bytea),
    (nextval('customers.event_pos'), :n::bigint % 16, time_id(6, :n), 'customer.linked', 1, 'customer', time_id(1, :n), 2,
        '/hq/', now(), clock_timestamp(), :blob330::bytea),
    (nextval('customers.event_pos'), :n::bigint % 16, time_id(7, :n), 'customer.owner_changed', 1, 'customer', time_id(1, :n), 3,
        agent_path(:agent), now(), clock_timestamp(), :blob390::bytea)

INSERT INTO customers.idempotency (principal, method, key, request_hash, reply)
VALUES ('leads', 'customers.MatchContact', md5('match' || :n), md5('hash' || :n), :blob190::bytea)

INSERT INTO leads.customer_slot (customer_id, product, open_lead_id)
VALUES (time_id(1, :n), 'planner', md5('lead' || :n)::uuid)

INSERT INTO leads.lead (id, state, customer_id, customer_known, kind, phone_masked, source_channel, channel, source,
    keyword, product, interests, do_not_call, do_not_email, attributes, score, intent, grade, priority, priority_reasons,
    screening_rule, owner_id, owner_path, owners, assignment_rule, assignment_reason, rule_version, captured_at,
    assigned_at, sla_due_at, touches, recycle_at, updated_at, version)
VALUES (md5('lead' || :n)::uuid, 'ASSIGNED', time_id(1, :n), false, 'PERSON', '+86139****0002', 'WEB', 'WEB', 'bench',
    'planner', 'planner', '{planning}', false, false, '{}', 45, 'CONSIDERING', 'B', 250, '{"+250 grade is B"}', 'none',
    agent_id(:agent), agent_path(:agent), 1, 'intent-to-telesales',
    'rule intent-to-telesales: least loaded of 3 agents, 0 of 2000 open leads', 2, now(), now(),
    now() + interval '2 hours', 1, now() + interval '14 days', now(), 1)

INSERT INTO leads.assessment (lead_id, seq, assessed_at, cause, score, grade, rule_version, rules, points, sentences)
VALUES (md5('lead' || :n)::uuid, 1, now(), 'CAPTURE', 45, 'B', 2,
    '{came-by-web,can-be-reached,named-a-product,named-an-interest}', '{15,20,5,5}',
    '{"source_channel is WEB","customer is present","product is present","interest is present"}')

INSERT INTO leads.event_head (agg_id, ver) VALUES (md5('lead' || :n)::uuid, 4)

INSERT INTO leads.event (pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at, recorded_at, data)
VALUES (nextval('leads.event_pos'), :n::bigint % 16, time_id(8, :n), 'lead.captured', 1, 'lead', md5('lead' || :n)::uuid, 1,
        agent_path(:agent), now(), clock_timestamp(), :blob390::bytea),
    (nextval('leads.event_pos'), :n::bigint % 16, time_id(9, :n), 'lead.screened', 1, 'lead', md5('lead' || :n)::uuid, 2,
        agent_path(:agent), now(), clock_timestamp(), :blob280::bytea),
    (nextval('leads.event_pos'), :n::bigint % 16, time_id(10, :n), 'lead.scored', 1, 'lead', md5('lead' || :n)::uuid, 3,
        agent_path(:agent), now(), clock_timestamp(), :blob480::bytea),
    (nextval('leads.event_pos'), :n::bigint % 16, time_id(11, :n), 'lead.assigned', 1, 'lead', md5('lead' || :n)::uuid, 4,
        agent_path(:agent), now(), clock_timestamp(), :blob650::bytea)

INSERT INTO leads.idempotency (principal, method, key, request_hash, reply)
VALUES (:principal, 'leads.CaptureLead', 'k' || :n, md5('request' || :n), :blob700::bytea)

INSERT INTO insights.lead_fact (lead_id, customer_id, source_channel, source, product, captured_at, owner_id, owner_path,
    assigned_at)
VALUES (md5('lead' || :n)::uuid, time_id(1, :n)::text, 'WEB', 'bench', 'planner', now(), agent_id(:agent)::text,
    agent_path(:agent), now())

INSERT INTO notifications.notification (id, recipient_id, owner_path, channel, state, rule, topic, urgency, event_id,
    event_type, subject_type, subject_id, title, body, created_at, sent_at)
VALUES (time_id(12, :n), agent_id(:agent), agent_path(:agent), 'IN_APP', 'SENT', 'lead.assigned', 'lead', 'NORMAL',
    time_id(11, :n), 'lead.assigned', 'lead', md5('lead' || :n)::uuid, 'A lead is yours',
    'Lead 0263534c-3d70-8a93-9fcc-557930527c18 was assigned to you (rule intent-to-telesales: least loaded of 3 agents, 0 of 2000 open leads). First contact is due by 22 Nov 2026, 23:14.',
    now(), now())

INSERT INTO notifications.job (kind, dedupe, due_at, payload, cause, traceparent)
VALUES ('remind', 'reminder.response_due|' || :n, now() + interval '105 minutes', :blob650::bytea, time_id(11, :n)::text,
    '00-8206931e91a6aada8764e124eeb8e770-f6c5e24bb664da96-00')

INSERT INTO notifications.event_head (agg_id, ver) VALUES (time_id(12, :n), 1)

INSERT INTO notifications.event (pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at,
    recorded_at, data)
VALUES (nextval('notifications.event_pos'), :n::bigint % 16, time_id(13, :n), 'notification.sent', 1, 'notification',
    time_id(12, :n), 1, agent_path(:agent), now(), clock_timestamp(), :blob390::bytea)

UPDATE leads.agent SET open_leads = open_leads + 1, last_turn = last_turn + 1 WHERE user_id = agent_id(:agent)
