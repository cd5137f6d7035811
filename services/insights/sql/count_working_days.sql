-- bind: first_day last_day zone of_calendar
-- into: Attainment
SELECT count(*) FILTER (WHERE working) AS working_days,
    count(*) FILTER (WHERE working AND day < (:now::timestamptz AT TIME ZONE :zone::text)::date) AS working_days_elapsed
FROM (
    SELECT d::date AS day, coalesce(c.working, extract(isodow FROM d) < 6) AS working
    FROM generate_series(:first_day::date::timestamp, :last_day::date::timestamp, interval '1 day') AS d
    LEFT JOIN calendar_day AS c ON c.calendar = :of_calendar::text AND c.day = d::date
) AS days
