-- Taken last before COMMIT: positions then rise in the order of commits.
SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.log'))
