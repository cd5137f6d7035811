-- bind: id customer_id point_masked call_direction attempt_count fact_keys fact_values
-- into: HistoricCall
INSERT INTO historic_call (id, natural_key, bulk_id, customer_id, point_masked, direction, started_at, talk_s, attempts,
    disposition, campaign, facts, channel, imported_at, imported_by)
VALUES (:id::uuid, :natural_key::text, :bulk_id::text, :customer_id::uuid, :point_masked::text, :call_direction::text,
    :started_at::timestamptz, :talk_s::integer, :attempt_count::integer, :disposition::text, :campaign::text,
    jsonb_object(:fact_keys::text[], :fact_values::text[]), :channel::text, :now::timestamptz, :actor::text)
ON CONFLICT DO NOTHING
RETURNING id, customer_id, point_masked, direction, started_at, talk_s, attempts, disposition, campaign, natural_key,
    bulk_id, imported_at, imported_by
