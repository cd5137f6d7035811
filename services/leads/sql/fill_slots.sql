-- The customer's oldest open lead of each product has the place, where none has it.
-- bind: slot_of
INSERT INTO customer_slot AS s (customer_id, product, open_lead_id)
SELECT DISTINCT ON (product) customer_id, product, id
FROM (
    SELECT customer_id, lower(btrim(coalesce(product, ''))) AS product, id, captured_at
    FROM lead
    WHERE customer_id = :slot_of::uuid AND state NOT IN ('DUPLICATE', 'CONVERTED', 'DISQUALIFIED', 'WITHDRAWN')) AS l
ORDER BY product, captured_at, id
ON CONFLICT (customer_id, product) DO UPDATE
SET open_lead_id = coalesce(s.open_lead_id, excluded.open_lead_id)
