SELECT b.id, coalesce(b.alias_of, b.id) AS head_id, b.state,
    :contact_id::uuid IS NULL OR EXISTS (
        SELECT FROM contact AS t JOIN customer AS f ON f.id = t.customer_id
        WHERE t.id = :contact_id::uuid AND coalesce(f.alias_of, f.id) = coalesce(b.alias_of, b.id)) AS has_contact
FROM customer AS b
WHERE b.id = :referrer_id::uuid
