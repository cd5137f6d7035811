-- into: ContactPoint
-- bind: customer_id
SELECT p.id, p.customer_id, p.contact_id, p.kind, p.state, p.masked, p.invalid_reason, p.version, p.created_at,
    EXISTS (
        SELECT FROM contact_point AS other
        WHERE other.blind = p.blind AND other.customer_id <> p.customer_id AND other.state <> 'RETIRED') AS shared
FROM contact_point AS p
WHERE p.customer_id = :customer_id::uuid
ORDER BY p.created_at, p.id
