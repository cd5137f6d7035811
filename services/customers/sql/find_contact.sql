-- bind: contact_id customer_id
SELECT id, name_sealed FROM contact WHERE id = :contact_id::uuid AND customer_id = :customer_id::uuid
