-- bind: first_day last_day
-- into: CalendarDay
SELECT day::text AS day, CASE WHEN working THEN 'WORKED' ELSE 'OFF' END AS kind, name
FROM calendar_entry
WHERE calendar = coalesce(:calendar::text, 'default') AND day BETWEEN :first_day::date AND :last_day::date
ORDER BY day
