-- into: ForecastWord
SELECT amount_minor, probability, expected_close::text AS expected_close, category, said_by, said_at
FROM forecast
WHERE opportunity_id = :id::uuid
ORDER BY seq DESC
LIMIT 100
