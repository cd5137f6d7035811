UPDATE customer_slot
SET open_lead_id = NULL
WHERE customer_id IN (:customer_id::uuid, :from_customer_id::uuid)
