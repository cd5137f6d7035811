-- The number of a customer that was merged finds the one it was merged into.
-- bind: blinds limit scope_of_reading
SELECT DISTINCT ON (c.created_at, c.id) c.id AS customer_id, c.kind, c.name_masked, NULL AS point_masked, c.owner_id,
    c.tier, coalesce(starts_with(c.owner_path, :scope_of_reading), false) AS in_scope
FROM customer AS o
JOIN customer AS c ON c.id = coalesce(o.alias_of, o.id) AND c.state NOT IN ('MERGED', 'ERASED')
WHERE o.registration_blind = ANY (:blinds::text[])
ORDER BY c.created_at DESC, c.id DESC
LIMIT :limit::bigint
