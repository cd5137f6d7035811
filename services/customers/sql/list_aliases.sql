-- bind: of_id
SELECT id FROM customer WHERE id = :of_id::uuid OR alias_of = :of_id::uuid ORDER BY id LIMIT 1000
