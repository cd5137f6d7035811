-- bind: sealed
UPDATE evaluation
SET appeal_reason = :sealed::bytea
WHERE id = :id::uuid
