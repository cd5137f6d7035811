-- bind: objection_id
-- into: Objection
INSERT INTO objection (
    id, opportunity_id, kind, objection, answer, concession, value_minor, raised_by, raised_at
)
VALUES (
    :objection_id::uuid, :id::uuid, :kind::text, :objection::text, :answer::text, :concession::text,
    :value_minor::bigint, :actor::text, :now::timestamptz
)
RETURNING id, kind, objection, answer, concession, value_minor, raised_by, raised_at
