-- bind: lead_id customer_id slot_product
-- gather
-- The slot's row is locked from here on: of two captures at one moment one is the open lead, the other its duplicate.
WITH looked AS (
    SELECT call, :lead_id::uuid AS lead_id, :customer_id::uuid AS customer_id, :slot_product AS product,
        lead.id IS NOT NULL AND lead.state <> 'WITHDRAWN' AS known, lead.id IS NOT NULL AND lead.state = 'WITHDRAWN' AS withdrawn
    FROM calls LEFT JOIN lead ON lead.id = :lead_id::uuid
), slot AS (
    INSERT INTO customer_slot AS s (customer_id, product, open_lead_id)
    SELECT DISTINCT ON (customer_id, product) customer_id, product, lead_id
    FROM looked
    WHERE NOT known
    ORDER BY customer_id, product, call
    ON CONFLICT (customer_id, product) DO UPDATE
    SET open_lead_id = coalesce(s.open_lead_id, excluded.open_lead_id)
    RETURNING customer_id, product, open_lead_id
)
SELECT call, r.version AS rules_version, r.published_at AS rules_since, pg_current_xact_id()::text AS xid, known,
    withdrawn, slot.open_lead_id
FROM looked LEFT JOIN slot USING (customer_id, product) CROSS JOIN rule_set AS r
WHERE r.state = 'ACTIVE'
