-- The first stage of the pipeline (none said: the default one) gives stage and probability; no row when the id is taken.
-- bind: id customer_id customer_kind customer_tier customer_industry lead_id title product owner_id owner_path
-- bind: source_channel captured_at currency amount_minor expected_close pipeline
INSERT INTO opportunity (
    id, state, customer_id, customer_kind, customer_tier, customer_industry, lead_id, title, product, owner_id,
    owner_path, source_channel, captured_at, stage, stage_since, purchase_stage, currency, amount_minor, probability,
    expected_close, forecast_category, created_at, pipeline
)
SELECT
    :id::uuid, 'OPEN', :customer_id::uuid, :customer_kind::text, :customer_tier::text, :customer_industry::text,
    :lead_id::uuid, :title::text, :product::text, :owner_id::text, :owner_path::text, :source_channel::text,
    :captured_at::timestamptz, code, :now::timestamptz, 'NEED_DISCOVERY', :currency::text,
    coalesce(:amount_minor::bigint, 0), probability, :expected_close::date, 'PIPELINE', :now::timestamptz,
    pipeline
FROM pipeline_stage
WHERE active
  AND pipeline = coalesce(:pipeline::text, (SELECT pipeline.code FROM pipeline WHERE is_default))
ORDER BY position
LIMIT 1
ON CONFLICT (id) DO NOTHING
RETURNING stage
