-- bind: lead_id
-- into: Lead
-- What bears the path "/" is nobody's in particular: everyone with the permission may take it up.
SELECT *
FROM lead_row
WHERE id = :lead_id::uuid AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
FOR UPDATE
