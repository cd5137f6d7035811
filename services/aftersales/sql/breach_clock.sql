-- bind: id clock
UPDATE case_clock
SET breached = true
WHERE case_id = :id::uuid AND name = :clock::text AND met_at IS NULL AND due_at <= :now::timestamptz
RETURNING due_at
