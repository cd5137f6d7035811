-- bind: days names days_on
WITH gone AS (
    DELETE FROM holiday
    WHERE day = ANY (:days_on::text[]::date[])
), entered AS (
    INSERT INTO holiday (day, name)
    SELECT day::date, nullif(name, '')
    FROM unnest(:days::text[], :names::text[]) AS given (day, name)
    ON CONFLICT (day) DO UPDATE
    SET name = excluded.name
)
SELECT 1 AS done
