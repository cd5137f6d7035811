DELETE FROM competitor_rep AS t
USING customer AS c
WHERE t.id = :id::uuid AND c.id = t.customer_id AND starts_with(c.owner_path, :scope)
