-- into: Lead
SELECT *
FROM lead_row
WHERE id = :lead_id::uuid AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
