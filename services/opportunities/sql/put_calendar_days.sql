-- bind: days working
INSERT INTO calendar_day (day, working)
SELECT DISTINCT ON (day) day, working
FROM unnest(:days::date[], :working::boolean[]) WITH ORDINALITY AS said (day, working, nth)
ORDER BY day, nth DESC
ON CONFLICT (day) DO UPDATE
SET working = excluded.working
