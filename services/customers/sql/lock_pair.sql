-- In rising order, so that two merges of the same two do not wait for each other.
SELECT c.id, c.kind, c.state, c.owner_id, c.owner_path, c.name_sealed, c.birth_date_sealed,
    c.registration_sealed, k.wrapped, k.master_version
FROM customer AS c
LEFT JOIN subject_key AS k ON k.subject_id = c.id
WHERE c.id IN (:survivor_id::uuid, :alias_id::uuid) AND starts_with(c.owner_path, :scope)
ORDER BY c.id
FOR UPDATE OF c
