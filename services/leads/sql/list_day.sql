-- bind: until urgent_priority claim_scope row_limit
WITH item AS (
    SELECT 'CALLBACK' AS kind, l.id AS lead_id, c.id AS callback_id, c.promised_at AS due_at,
        c.overdue_at < :now::timestamptz AS overdue, c.remind_at <= :now::timestamptz AS now, 'PHONE' AS channel, c.zone,
        CASE WHEN c.owner_id IS NULL THEN 'a call that anyone of the team may make was promised'
            ELSE 'you promised to call' END AS reason
    FROM callback AS c
    JOIN lead AS l ON l.id = c.lead_id
    WHERE c.state IN ('SCHEDULED', 'DUE', 'MISSED') AND c.promised_at <= :until::timestamptz
        AND ((c.owner_id = coalesce(:agent_id::text, :actor::text) AND starts_with(c.owner_path, :scope::text))
            OR (c.owner_id IS NULL AND starts_with(c.owner_path, :claim_scope::text)))
    UNION ALL
    SELECT 'FIRST_CONTACT', id, NULL, coalesce(sla_due_at, assigned_at), coalesce(sla_due_at < :now::timestamptz, false),
        true, 'PHONE', NULL,
        CASE WHEN sla_due_at < :now::timestamptz THEN 'the first contact is overdue' ELSE 'the first contact is open' END
    FROM lead
    WHERE owner_id = coalesce(:agent_id::uuid, :actor::uuid) AND starts_with(owner_path, :scope::text)
        AND state = 'ASSIGNED'
    UNION ALL
    SELECT 'FOLLOW_UP', id, NULL, next_contact_at, next_contact_at < :now::timestamptz - interval '1 day',
        next_contact_at <= :now::timestamptz, next_contact_channel, NULL, 'the next contact is due'
    FROM lead
    WHERE owner_id = coalesce(:agent_id::uuid, :actor::uuid) AND starts_with(owner_path, :scope::text)
        AND state IN ('WORKING', 'QUALIFIED', 'NURTURING') AND next_contact_at <= :until::timestamptz
    UNION ALL
    SELECT 'RETURN_TO_POOL', id, NULL, recycle_at, false, true, 'PHONE', NULL,
        'nobody was reached for long: it goes back to the pool'
    FROM lead
    WHERE owner_id = coalesce(:agent_id::uuid, :actor::uuid) AND starts_with(owner_path, :scope::text)
        AND state IN ('ASSIGNED', 'WORKING') AND recycle_warned AND recycle_at <= :until::timestamptz
), ranked AS (
    SELECT i.*, l.customer_id, l.phone_masked, l.product, l.grade, l.priority,
        CASE WHEN i.now AND i.kind = 'CALLBACK' THEN 0
            WHEN i.overdue AND i.kind = 'FIRST_CONTACT' THEN 1
            WHEN i.now AND l.priority >= :urgent_priority::integer THEN 2
            WHEN i.now THEN 3
            ELSE 4 END AS rank
    FROM item AS i
    JOIN lead AS l ON l.id = i.lead_id
)
SELECT kind, lead_id, callback_id, customer_id, phone_masked, product, grade, priority, due_at, overdue, channel, zone,
    CASE WHEN rank = 2 THEN 'urgent: ' ELSE '' END || reason || ', priority ' || priority AS reason,
    count(*) OVER () AS total
FROM ranked
ORDER BY rank, CASE WHEN rank IN (0, 4) THEN 0 ELSE -priority END, due_at, lead_id, kind
LIMIT :row_limit::bigint
