-- bind: work_since work_until work_zone work_from_minute work_until_minute
SELECT work_seconds(:work_since::timestamptz, :work_until::timestamptz, :work_zone::text, :work_from_minute::integer,
    :work_until_minute::integer) AS seconds
