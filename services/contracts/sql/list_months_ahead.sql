-- The days on which the months end that a running contract still has on the day of the file: to the end of the term that
-- runs then, or of the month where it has no term.
-- bind: effective_date as_of term_months
WITH passed AS (
    SELECT greatest(0, extract(year FROM lived) * 12 + extract(month FROM lived))::integer AS months
    FROM age(:as_of::date, :effective_date::date) AS lived
), running AS (
    SELECT min(month) AS month
    FROM passed, generate_series(greatest(1, months), months + 2) AS month
    WHERE (:effective_date::date + make_interval(months => month))::date > :as_of::date
)
SELECT (:effective_date::date + make_interval(months => ahead))::date::text AS due_on
FROM running,
     generate_series(
         month,
         coalesce(ceil(month::numeric / :term_months::integer)::integer * :term_months::integer, month)) AS ahead
ORDER BY ahead
