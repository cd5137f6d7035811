SELECT t.id, t.customer_id, t.state, t.version, t.department_id, t.level, t.function, t.job_role,
    coalesce(c.alias_of, c.id) AS head_id, c.owner_path, k.wrapped, k.master_version
FROM contact AS t
JOIN customer AS c ON c.id = t.customer_id
LEFT JOIN subject_key AS k ON k.subject_id = c.id
WHERE t.id = :id::uuid AND starts_with(c.owner_path, :scope)
FOR NO KEY UPDATE OF t
