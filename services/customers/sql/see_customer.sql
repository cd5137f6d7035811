-- bind: customer_id
SELECT c.id, coalesce(c.alias_of, c.id) AS head_id, c.owner_path, c.decision_cycle_days, k.wrapped, k.master_version
FROM customer AS c
LEFT JOIN subject_key AS k ON k.subject_id = c.id
WHERE c.id = :customer_id::uuid AND starts_with(c.owner_path, :scope)
