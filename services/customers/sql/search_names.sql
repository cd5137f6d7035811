-- bind: tokens limit scope_of_reading
SELECT c.id AS customer_id, c.kind, c.name_masked, NULL AS point_masked, c.owner_id, c.tier,
    coalesce(starts_with(c.owner_path, :scope_of_reading), false) AS in_scope
FROM customer AS c
WHERE c.name_tokens && :tokens::text[] AND c.state NOT IN ('MERGED', 'ERASED')
ORDER BY c.created_at DESC, c.id DESC
LIMIT :limit::bigint
