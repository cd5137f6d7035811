-- bind: dial_list_id scope
-- into: DialList
SELECT *
FROM dial_list_row
WHERE id = :dial_list_id::uuid AND starts_with(team_path, :scope::text)
FOR UPDATE
