UPDATE duplicate AS d
SET state = 'DISMISSED', closed_at = :now::timestamptz, closed_by = :actor
FROM customer AS a, customer AS b
WHERE d.id = :id::uuid AND d.state = 'OPEN' AND a.id = d.first_id AND b.id = d.second_id
    AND (starts_with(a.owner_path, :scope) OR starts_with(b.owner_path, :scope))
RETURNING d.first_id, d.second_id, a.owner_path
