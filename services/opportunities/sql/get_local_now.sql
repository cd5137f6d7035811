-- The wall clock in the zone, in microseconds as if it were UTC.
-- bind: zone
SELECT (extract(epoch FROM (:now::timestamptz AT TIME ZONE :zone::text)) * 1000000)::bigint AS local_us
