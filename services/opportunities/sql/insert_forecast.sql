-- bind: id amount_minor probability expected_close forecast_category
INSERT INTO forecast (opportunity_id, amount_minor, probability, expected_close, category, said_by, said_at)
VALUES (
    :id::uuid, :amount_minor::bigint, :probability::integer, :expected_close::date, :forecast_category::text,
    :actor::text, :now::timestamptz
)
