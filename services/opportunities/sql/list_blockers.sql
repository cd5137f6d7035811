-- into: Blocker
SELECT
    id, kind, severity, text, action, owner_id, due_on::text AS due_on, raised_by, raised_at, cleared_by, cleared_at,
    resolution
FROM blocker
WHERE opportunity_id = :id::uuid
ORDER BY raised_at, id
