-- bind: event_at event_pos
INSERT INTO forecast_fact (opportunity_id, pos, at, currency, amount_minor, probability, category, expected_close)
VALUES (:opportunity_id::text, :event_pos::bigint, :event_at::timestamptz, :currency::text, :amount_minor::bigint,
    :probability::bigint, :category::text, :expected_close::date)
ON CONFLICT (opportunity_id, pos) DO NOTHING
