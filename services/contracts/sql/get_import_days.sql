-- Day of the file, and of the beginning.
-- bind: zone
WITH file AS (
    SELECT coalesce(:as_of::date, (:now::timestamptz AT TIME ZONE :zone::text)::date) AS as_of,
           (:now::timestamptz AT TIME ZONE :zone::text)::date AS today
), days AS (
    SELECT as_of, today,
           coalesce(:effective_date::date, (as_of - make_interval(months => coalesce(:months::integer, 0)))::date) AS began
    FROM file
)
SELECT began::text AS effective_date, began::timestamp AT TIME ZONE :zone::text AS effective_at,
       as_of::timestamp AT TIME ZONE :zone::text AS ended_at, as_of::text AS as_of,
       began > today OR as_of > today AS is_ahead
FROM days
