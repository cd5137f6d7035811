INSERT INTO visit_interval (tier, months)
VALUES (:tier::text, :months::integer)
ON CONFLICT (tier) DO UPDATE SET months = excluded.months
