-- bind: at
-- The moment of a local minute, or of what was given as one; and that minute in the zone.
SELECT moment, to_char(moment AT TIME ZONE :zone::text, 'YYYY-MM-DD"T"HH24:MI') AS local_minute
FROM (SELECT coalesce(:at::timestamptz, :local::timestamp AT TIME ZONE :zone::text) AS moment) AS given
