-- bind: is_active
-- into: ClauseSet
INSERT INTO clause_set (code, name, template_code, active, put_by, put_at)
VALUES (
    :code::text, :name::text, :template_code::text, :is_active::boolean, :actor::text, :now::timestamptz
)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name, template_code = excluded.template_code, active = excluded.active, put_by = excluded.put_by,
    put_at = excluded.put_at
RETURNING code, name, template_code, active, put_by, put_at
