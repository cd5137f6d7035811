-- The working calendars, whose home is identity: days that are not as their weekday, worked from Monday to Friday.
-- Others follow its calendar.changed, see follow.h. "default" is the organisation's own.
CREATE TABLE calendar_entry (
    calendar text NOT NULL,
    day date NOT NULL,
    working boolean NOT NULL,
    name text, -- at home only
    PRIMARY KEY (calendar, day)
);

-- Days on which nobody works that the organisation's calendar names; weekends are not among them by themselves.
CREATE VIEW day_off AS SELECT day FROM calendar_entry WHERE calendar = 'default' AND NOT working;

CREATE FUNCTION calendar_change(of_calendar text, days_off date[], days_worked date[], days_usual date[]) RETURNS void
LANGUAGE sql AS $$
    DELETE FROM calendar_entry WHERE calendar = of_calendar AND day = ANY (days_usual);
    INSERT INTO calendar_entry (calendar, day, working)
    SELECT of_calendar, day, false FROM unnest(days_off) AS day
    UNION ALL
    SELECT of_calendar, day, true FROM unnest(days_worked) AS day
    ON CONFLICT (calendar, day) DO UPDATE SET working = excluded.working;
$$;

-- The days from `first` to `until` on which people work.
CREATE FUNCTION working_days_of(first date, until date, of_calendar text DEFAULT 'default') RETURNS SETOF date
LANGUAGE sql STABLE AS $$
    SELECT d::date
    FROM generate_series(first::timestamp, until::timestamp, interval '1 day') AS d
    LEFT JOIN calendar_entry AS e ON e.calendar = of_calendar AND e.day = d::date
    WHERE coalesce(e.working, extract(isodow FROM d) < 6)
    ORDER BY d
$$;

-- The n-th working day after `since`, which is the 0th, worked or not; NULL for NULL. A year of holidays ends the search.
CREATE FUNCTION working_day_after(since date, n bigint, of_calendar text DEFAULT 'default') RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN n <= 0 THEN since WHEN n > 0 THEN coalesce(
        (SELECT day FROM working_days_of(since + 1, since + (2 * n)::integer + 366, of_calendar) AS day
            OFFSET greatest(n - 1, 0) LIMIT 1),
        since + (2 * n)::integer + 366) END
$$;
