DELETE FROM referral AS r
USING customer AS c, customer AS b
WHERE r.id = :id::uuid AND c.id = r.customer_id AND b.id = r.referrer_id AND starts_with(c.owner_path, :scope)
RETURNING coalesce(c.alias_of, c.id) AS customer_id, coalesce(b.alias_of, b.id) AS referrer_id, c.owner_path
