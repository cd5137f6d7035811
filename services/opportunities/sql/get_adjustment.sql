-- into: ForecastAdjustment
SELECT amount_minor, probability, category, reason, said_by, said_at
FROM forecast_adjustment
WHERE opportunity_id = :id::uuid
