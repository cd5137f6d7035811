SELECT t.id, t.state, t.version, t.customer_id, coalesce(c.alias_of, c.id) AS head_id, c.owner_path
FROM care_task AS t
JOIN customer AS c ON c.id = t.customer_id
WHERE t.id = :id::uuid AND starts_with(c.owner_path, :scope)
FOR NO KEY UPDATE OF t
