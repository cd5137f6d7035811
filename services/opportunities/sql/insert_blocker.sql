-- bind: blocker_id kind severity text action owner_id due_on
-- into: Blocker
INSERT INTO blocker (id, opportunity_id, kind, severity, text, action, owner_id, due_on, raised_by, raised_at)
VALUES (
    :blocker_id::uuid, :id::uuid, :kind::text, :severity::integer, :text::text, :action::text, :owner_id::text,
    :due_on::date, :actor::text, :now::timestamptz
)
RETURNING
    id, kind, severity, text, action, owner_id, due_on::text AS due_on, raised_by, raised_at, cleared_by, cleared_at,
    resolution
