-- Nothing comes back when another revision than the one expected is there.
-- bind: is_active
-- into: ContractTemplate
INSERT INTO contract_template (code, name, revision, active, put_by, put_at)
SELECT :code::text, :name::text, 1, :is_active::boolean, :actor::text, :now::timestamptz
ON CONFLICT (code) DO UPDATE
SET name = excluded.name, revision = contract_template.revision + 1, active = excluded.active,
    put_by = excluded.put_by, put_at = excluded.put_at
RETURNING code, name, revision, active, put_by, put_at
