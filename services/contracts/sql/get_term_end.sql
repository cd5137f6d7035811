-- bind: effective_date term_months
SELECT ((:effective_date::date + make_interval(months => :term_months::integer))::date - 1)::text AS term_ends_on
