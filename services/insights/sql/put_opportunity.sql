-- bind: event_at event_path
INSERT INTO opportunity_fact (opportunity_id, lead_id, customer_id, owner_id, owner_path, source_channel, product,
    created_at)
VALUES (:opportunity_id::text, :lead_id::text, :customer_id::text, :owner_id::text, :event_path::text,
    :source_channel::text, :product::text, :event_at::timestamptz)
ON CONFLICT (opportunity_id) DO NOTHING
