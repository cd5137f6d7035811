-- Whom a record belongs to by now.
-- bind: record_id
SELECT h.id, h.state, h.owner_path
FROM customer AS o
JOIN customer AS h ON h.id = coalesce(o.alias_of, o.id)
WHERE o.id = :record_id::uuid
FOR NO KEY UPDATE OF h
