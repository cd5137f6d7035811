-- into: ForecastSnapshot
SELECT
    day::text AS day, amount_minor, probability, category, expected_close::text AS expected_close,
    manager_amount_minor, manager_probability, manager_category
FROM forecast_snapshot
WHERE opportunity_id = :id::uuid
ORDER BY day DESC
LIMIT 100
