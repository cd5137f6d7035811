-- One met too late is breached, whether or not its job came first.
-- bind: id clock
UPDATE case_clock
SET met_at = :now::timestamptz, breached = breached OR due_at < :now::timestamptz
WHERE case_id = :id::uuid AND name = :clock::text AND met_at IS NULL
