-- bind: first_day last_day zone of_calendar
-- into: Attainment
SELECT count(*) AS working_days,
    count(*) FILTER (WHERE day < (:now::timestamptz AT TIME ZONE :zone::text)::date) AS working_days_elapsed
FROM working_days_of(:first_day::date, :last_day::date, :of_calendar::text) AS day
