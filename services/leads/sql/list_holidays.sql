-- into: LeadHoliday
SELECT day, true AS off, name
FROM holiday
WHERE day >= coalesce(:from_day::date, (:now::timestamptz AT TIME ZONE 'UTC')::date)
    AND day <= coalesce(:until_day::date,
        coalesce(:from_day::date, (:now::timestamptz AT TIME ZONE 'UTC')::date) + 366)
ORDER BY day
LIMIT 400
