-- into: Blocker
UPDATE blocker
SET cleared_by = :actor::text,
    cleared_at = :now::timestamptz,
    resolution = :resolution::text
WHERE id = :blocker_id::uuid AND opportunity_id = :id::uuid AND cleared_at IS NULL
RETURNING
    id, kind, severity, text, action, owner_id, due_on::text AS due_on, raised_by, raised_at, cleared_by, cleared_at,
    resolution
