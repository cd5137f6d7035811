-- The point with its customer, the present permission, and whether the codes of the request are known.
SELECT coalesce(c.alias_of, c.id) AS customer_id, c.owner_path, c.state AS customer_state, n.state AS before,
    coalesce(n.valid_until <= :now::timestamptz, false) AS lapsed,
    (:purpose = '*' OR EXISTS (SELECT FROM purpose WHERE code = :purpose)) AS has_purpose,
    (:legal_basis::text IS NULL OR EXISTS (SELECT FROM legal_basis WHERE code = :legal_basis)) AS has_basis
FROM contact_point AS p
JOIN customer AS c ON c.id = p.customer_id
LEFT JOIN contact_permission AS n
    ON n.contact_point_id = p.id AND n.medium = :medium AND n.purpose = :purpose
WHERE p.id = :contact_point_id::uuid AND starts_with(c.owner_path, :scope)
FOR NO KEY UPDATE OF p
