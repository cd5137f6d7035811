-- bind: domain agg_id letter_id
SELECT id, data
FROM dead_letter
WHERE domain = :domain::text AND agg_id = :agg_id::uuid AND (:letter_id::uuid IS NULL OR id = :letter_id::uuid)
ORDER BY pos
LIMIT 1
