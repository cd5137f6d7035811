INSERT INTO forgotten_customer (customer_id) VALUES (:customer_id::uuid) ON CONFLICT DO NOTHING
