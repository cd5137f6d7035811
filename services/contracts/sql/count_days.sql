-- bind: first_day
SELECT :valid_until::date - :first_day::date AS days
