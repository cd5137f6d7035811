-- bind: id customer_id
UPDATE customer_slot
SET open_lead_id = NULL
WHERE customer_id = :customer_id::uuid AND open_lead_id = :id::uuid
