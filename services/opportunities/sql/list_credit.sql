-- into: CreditShare
SELECT user_id, basis_points
FROM credit_split
WHERE opportunity_id = :id::uuid
ORDER BY basis_points DESC, user_id
