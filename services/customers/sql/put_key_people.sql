-- All of them anew.
-- bind: head_id contacts roles
WITH gone AS (
    DELETE FROM key_person AS p
    WHERE p.customer_id = :head_id::uuid AND NOT EXISTS (
        SELECT FROM unnest(:contacts::uuid[], :roles::text[]) AS g (contact_id, role)
        WHERE g.contact_id = p.contact_id AND g.role = p.role)
)
INSERT INTO key_person (customer_id, contact_id, role)
SELECT :head_id::uuid, g.contact_id, g.role
FROM unnest(:contacts::uuid[], :roles::text[]) AS g (contact_id, role)
ON CONFLICT DO NOTHING
