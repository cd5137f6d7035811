-- bind: customer_id slot_product
INSERT INTO customer_slot AS s (customer_id, product, open_lead_id)
VALUES (:customer_id::uuid, :slot_product::text, :lead_id::uuid)
ON CONFLICT (customer_id, product) DO UPDATE
SET open_lead_id = coalesce(s.open_lead_id, excluded.open_lead_id)
RETURNING open_lead_id
