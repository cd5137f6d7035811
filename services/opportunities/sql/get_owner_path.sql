-- bind: opportunity_id
SELECT owner_path
FROM opportunity
WHERE id = :opportunity_id::uuid
