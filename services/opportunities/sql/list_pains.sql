-- into: Pain
SELECT id, pain, example, cost_minor, sufferer, depth, recorded_at
FROM pain
WHERE opportunity_id = :id::uuid
ORDER BY depth DESC, recorded_at, id
