SELECT m.id, m.survivor_id, m.alias_id, m.undone_at IS NOT NULL AS undone, m.unmerge_until, m.merged_at, c.state,
    c.alias_of AS head_id, c.owner_path
FROM customer_merge AS m
JOIN customer AS c ON c.id = m.alias_id
WHERE m.id = :merge_id::uuid AND starts_with(c.owner_path, :scope)
FOR UPDATE OF m, c
