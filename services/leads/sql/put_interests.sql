-- bind: lead_id interests
UPDATE lead
SET interests = :interests::text[]
WHERE id = :lead_id::uuid
