-- bind: id
-- into: CaseClock
SELECT name, due_at, met_at, breached
FROM case_clock
WHERE case_id = :id::uuid
ORDER BY due_at, name
