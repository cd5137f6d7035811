INSERT INTO erasure_step (customer_id, service)
SELECT :customer_id::uuid, service FROM erasure_service
ON CONFLICT DO NOTHING
