-- bind: kind
SELECT p.id, c.owner_path
FROM contact_point AS p
JOIN customer AS c ON c.id = p.customer_id AND c.state <> 'ERASED'
WHERE p.customer_id IN (
    SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid) AND p.kind = :kind::text AND p.state <> 'RETIRED'
ORDER BY p.id
