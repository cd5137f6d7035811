-- bind: callback_id scope
-- into: Callback
-- One that nobody has taken bears its team's path, which people of the team may see.
SELECT *
FROM callback_row
WHERE id = :callback_id::uuid AND (starts_with(owner_path, :scope::text) OR owner_path = '/')
FOR UPDATE
