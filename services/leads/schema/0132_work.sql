-- Business hours, by which the clock of the first response goes: minutes of each working day; NULL: every one of all.
ALTER TABLE rule_set
    ADD COLUMN work_from_minute integer,
    ADD COLUMN work_until_minute integer;

-- The hours of the working days from `first` to `until`, as they come.
CREATE FUNCTION work_hours(first date, until date, zone text, from_minute integer, until_minute integer,
    OUT begins timestamptz, OUT ends timestamptz) RETURNS SETOF record
LANGUAGE sql STABLE AS $$
    SELECT (day + make_interval(mins => from_minute)) AT TIME ZONE zone,
        (day + make_interval(mins => until_minute)) AT TIME ZONE zone
    FROM working_days_of(first, until) AS day
$$;

-- The seconds of these hours between two moments.
CREATE FUNCTION work_seconds(since timestamptz, until timestamptz, zone text, from_minute integer,
    until_minute integer) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT coalesce(floor(sum(extract(epoch FROM least(ends, until) - greatest(begins, since)))), 0)::bigint
    FROM work_hours((since AT TIME ZONE zone)::date, (until AT TIME ZONE zone)::date, zone, from_minute, until_minute)
    WHERE ends > since AND begins < until AND since < until
$$;

-- The moment when `minutes` of these hours have gone by since `since`. A year of holidays ends the search.
CREATE FUNCTION work_moment_after(since timestamptz, minutes bigint, zone text, from_minute integer,
    until_minute integer) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    WITH span AS (
        SELECT (since AT TIME ZONE zone)::date AS first,
            (since AT TIME ZONE zone)::date + (2 * (minutes / (until_minute - from_minute)))::integer + 366 AS last
    ), part AS (
        SELECT ends, sum(extract(epoch FROM ends - greatest(begins, since))) OVER (ORDER BY ends) AS gone
        FROM span, work_hours(first, last, zone, from_minute, until_minute)
        WHERE ends > since
    )
    SELECT coalesce(
        (SELECT ends - make_interval(secs => (gone - minutes * 60)::double precision)
            FROM part WHERE gone >= minutes * 60 ORDER BY ends LIMIT 1),
        (SELECT last::timestamp AT TIME ZONE zone FROM span))
$$;
