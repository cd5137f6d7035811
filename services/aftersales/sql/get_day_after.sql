-- The day `days` after `day`.
-- bind: day days
SELECT (:day::date + :days::integer)::text AS day
