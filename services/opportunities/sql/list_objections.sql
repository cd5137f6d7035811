-- into: Objection
SELECT id, kind, objection, answer, concession, value_minor, raised_by, raised_at
FROM objection
WHERE opportunity_id = :id::uuid
ORDER BY raised_at, id
