-- into: ContactPermission
-- bind: customer_id
SELECT n.contact_point_id, n.medium, n.purpose, n.state, n.legal_basis, n.proof_ref, n.text_version, n.valid_from,
    n.valid_until, n.channel, n.changed_at
FROM contact_permission AS n
JOIN contact_point AS p ON p.id = n.contact_point_id
WHERE p.customer_id IN (
    SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
ORDER BY p.created_at, n.contact_point_id, n.medium, n.purpose
