-- A point of a customer that was merged finds the one it was merged into.
-- bind: blinds fours limit scope_of_reading
SELECT DISTINCT ON (c.created_at, c.id) c.id AS customer_id, c.kind, c.name_masked, p.masked AS point_masked,
    c.owner_id, c.tier, coalesce(starts_with(c.owner_path, :scope_of_reading), false) AS in_scope
FROM contact_point AS p
JOIN customer AS o ON o.id = p.customer_id
JOIN customer AS c ON c.id = coalesce(o.alias_of, o.id) AND c.state NOT IN ('MERGED', 'ERASED')
WHERE (p.blind = ANY (:blinds::text[]) OR p.last_four_blind = ANY (:fours::text[])) AND p.state <> 'RETIRED'
ORDER BY c.created_at DESC, c.id DESC, p.id
LIMIT :limit::bigint
