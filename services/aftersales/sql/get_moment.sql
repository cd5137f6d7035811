-- The present time of day on another day, in the zone.
-- bind: zone day
SELECT (:day::date + (:now::timestamptz AT TIME ZONE :zone::text)::time) AT TIME ZONE :zone::text AS moment
