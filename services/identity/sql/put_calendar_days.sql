-- bind: day_list kind_list name_list
WITH given AS (
    SELECT day::date AS day, kind, nullif(name, '') AS name
    FROM unnest(:day_list::text[], :kind_list::text[], :name_list::text[]) AS said (day, kind, name)
), usual AS (
    DELETE FROM calendar_entry
    WHERE calendar = coalesce(:calendar::text, 'default') AND day IN (SELECT day FROM given WHERE kind = 'USUAL')
)
INSERT INTO calendar_entry (calendar, day, working, name)
SELECT coalesce(:calendar::text, 'default'), day, kind = 'WORKED', name FROM given WHERE kind <> 'USUAL'
ON CONFLICT (calendar, day) DO UPDATE SET working = excluded.working, name = excluded.name
