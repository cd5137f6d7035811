-- bind: sealed
UPDATE evaluation
SET review_remark = :sealed::bytea
WHERE id = :id::uuid
