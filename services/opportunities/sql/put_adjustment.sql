-- bind: adjusted_amount adjusted_probability adjusted_category
-- into: ForecastAdjustment
INSERT INTO forecast_adjustment (opportunity_id, amount_minor, probability, category, reason, said_by, said_at)
VALUES (
    :id::uuid, :adjusted_amount::bigint, :adjusted_probability::integer, :adjusted_category::text, :reason::text,
    :actor::text, :now::timestamptz
)
ON CONFLICT (opportunity_id) DO UPDATE
SET amount_minor = excluded.amount_minor,
    probability = excluded.probability,
    category = excluded.category,
    reason = excluded.reason,
    said_by = excluded.said_by,
    said_at = excluded.said_at
RETURNING amount_minor, probability, category, reason, said_by, said_at
