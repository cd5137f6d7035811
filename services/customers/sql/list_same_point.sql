-- Other customers that have one of the points.
-- bind: blinds head_id scope_of_reading
SELECT DISTINCT ON (h.created_at, h.id) h.id AS customer_id, h.kind, h.name_masked, p.masked AS point_masked,
    h.owner_id, h.tier, coalesce(starts_with(h.owner_path, :scope_of_reading), false) AS in_scope
FROM contact_point AS p
JOIN customer AS o ON o.id = p.customer_id
JOIN customer AS h ON h.id = coalesce(o.alias_of, o.id) AND h.state NOT IN ('MERGED', 'ERASED')
WHERE p.blind = ANY (:blinds::text[]) AND p.state <> 'RETIRED' AND h.id <> :head_id::uuid
ORDER BY h.created_at, h.id, p.id
LIMIT 5
