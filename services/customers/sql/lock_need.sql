SELECT n.id, n.state, n.version, coalesce(c.alias_of, c.id) AS customer_id, n.lead_id, n.opportunity_id, c.owner_path
FROM need AS n
JOIN customer AS c ON c.id = n.customer_id
WHERE n.id = :id::uuid AND starts_with(c.owner_path, :scope)
FOR NO KEY UPDATE OF n
