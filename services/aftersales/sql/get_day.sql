-- What day it is in the zone, and when the day after the given one begins there.
-- bind: zone day
SELECT
    (:now::timestamptz AT TIME ZONE :zone::text)::date::text AS today,
    ((:day::date + 1)::timestamp AT TIME ZONE :zone::text) AS over_at
