-- bind: effective_date term_months zone notice_days
WITH term AS (
    SELECT (:effective_date::date + make_interval(months => :term_months::integer))::date - 1 AS ends_on
)
SELECT ends_on::text AS term_ends_on,
       (ends_on - :notice_days::integer)::timestamp AT TIME ZONE :zone::text AS notice_at
FROM term
