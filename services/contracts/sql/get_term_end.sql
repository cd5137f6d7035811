-- The end of the term; where one was renewed without a new contract, of the first that ends after `renewed_until`.
-- bind: effective_date term_months renewed_until zone notice_days
WITH term AS (
    SELECT (:effective_date::date + make_interval(months => times * :term_months::integer))::date - 1 AS ends_on
    FROM generate_series(1, 1200) AS times
    WHERE :renewed_until::date IS NULL
       OR (:effective_date::date + make_interval(months => times * :term_months::integer))::date > :renewed_until::date
    ORDER BY times
    LIMIT 1
)
SELECT ends_on::text AS term_ends_on,
       (ends_on - :notice_days::integer)::timestamp AT TIME ZONE :zone::text AS notice_at
FROM term
