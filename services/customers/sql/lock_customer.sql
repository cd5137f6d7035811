-- bind: customer_id
SELECT c.id, c.kind, c.state, c.owner_id, c.owner_path, c.region, c.tier, c.time_zone, c.version, c.industry,
    coalesce(c.alias_of, c.id) AS head_id,
    k.wrapped, k.master_version
FROM customer AS c
LEFT JOIN subject_key AS k ON k.subject_id = c.id
WHERE c.id = :customer_id::uuid AND starts_with(c.owner_path, :scope)
FOR NO KEY UPDATE OF c
