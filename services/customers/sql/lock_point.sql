-- bind: point_id
SELECT p.id, coalesce(c.alias_of, c.id) AS customer_id, p.kind, p.state, p.version, c.owner_path
FROM contact_point AS p
JOIN customer AS c ON c.id = p.customer_id
WHERE p.id = :point_id::uuid AND starts_with(c.owner_path, :scope)
FOR NO KEY UPDATE OF p
