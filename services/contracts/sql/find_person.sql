-- bind: user_id
SELECT id
FROM person
WHERE id = :user_id::uuid AND active
