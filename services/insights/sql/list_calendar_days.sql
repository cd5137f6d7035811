-- into: CalendarDay
SELECT day::text AS day, working, name
FROM calendar_day
WHERE calendar = :calendar::text AND day BETWEEN :from::date AND :until::date
ORDER BY day
