-- bind: day_list working_list name_list
-- The last of several rows for a day is the one that counts.
INSERT INTO calendar_day (calendar, day, working, name)
SELECT DISTINCT ON (day) :calendar::text, day, working, nullif(name, '')
FROM unnest(:day_list::date[], :working_list::boolean[], :name_list::text[]) WITH ORDINALITY
    AS d (day, working, name, n)
ORDER BY day, n DESC
ON CONFLICT (calendar, day) DO UPDATE SET working = excluded.working, name = excluded.name
