-- bind: work_minutes work_zone work_from_minute work_until_minute
SELECT work_moment_after(:now::timestamptz, :work_minutes::bigint, :work_zone::text, :work_from_minute::integer,
    :work_until_minute::integer) AS moment
