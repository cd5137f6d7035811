-- bind: clock_from clock_days zone
SELECT working_day_after((:clock_from::timestamptz AT TIME ZONE :zone::text)::date, :clock_days::bigint)::text AS day
