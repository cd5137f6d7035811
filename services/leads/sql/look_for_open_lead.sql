-- bind: lead_id customer_id slot_product
-- The slot's row is locked from here on: of two captures at one moment one is the open lead, the other its duplicate.
WITH known AS (
    SELECT FROM lead WHERE id = :lead_id::uuid AND state <> 'WITHDRAWN'
), slot AS (
    INSERT INTO customer_slot AS s (customer_id, product, open_lead_id)
    SELECT :customer_id::uuid, :slot_product::text, :lead_id::uuid
    WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (customer_id, product) DO UPDATE
    SET open_lead_id = coalesce(s.open_lead_id, excluded.open_lead_id)
    RETURNING open_lead_id
)
SELECT r.version AS rules_version, r.published_at AS rules_since, pg_current_xact_id()::text AS xid,
    EXISTS (SELECT FROM known) AS known,
    EXISTS (SELECT FROM lead WHERE id = :lead_id::uuid AND state = 'WITHDRAWN') AS withdrawn,
    (SELECT open_lead_id FROM slot) AS open_lead_id
FROM rule_set AS r
WHERE r.state = 'ACTIVE'
