-- bind: domain
SELECT DISTINCT agg_id FROM dead_letter WHERE domain = :domain::text AND agg_id IS NOT NULL
