-- bind: event_at event_path
INSERT INTO lead_fact (lead_id, customer_id, source_channel, source, campaign, product, captured_at, owner_path)
VALUES (:lead_id::uuid, :customer_id::text, :source_channel::text, :source::text, :campaign::text, :product::text,
    coalesce(:captured_at::timestamptz, :event_at::timestamptz), :event_path::text)
ON CONFLICT (lead_id) DO UPDATE
SET customer_id = excluded.customer_id, source_channel = excluded.source_channel, source = excluded.source,
    campaign = excluded.campaign, product = excluded.product, captured_at = excluded.captured_at
