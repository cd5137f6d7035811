-- What day it is in the zone, and when the given day begins there.
-- bind: zone day
SELECT
    (:now::timestamptz AT TIME ZONE :zone::text)::date::text AS today,
    (:day::date::timestamp AT TIME ZONE :zone::text) AS begins_at
