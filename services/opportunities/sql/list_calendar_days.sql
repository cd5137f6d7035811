-- The exceptions that can concern a limit of a year.
-- into: WorkingDay
-- bind: calendar_from
SELECT day::text AS day, working
FROM calendar_day
WHERE day BETWEEN (:calendar_from::timestamptz AT TIME ZONE 'UTC')::date
              AND (:calendar_from::timestamptz AT TIME ZONE 'UTC')::date + 1000
ORDER BY day
