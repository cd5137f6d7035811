-- into: DialList
-- For those who call: the list of their own team or of one above.
SELECT d.*
FROM dial_list_row AS d
JOIN agent AS a ON a.user_id = :actor::uuid AND starts_with(a.team_path, d.team_path)
WHERE d.id = :dial_list_id::uuid
