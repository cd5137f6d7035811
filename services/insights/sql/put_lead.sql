-- bind: event_at event_path
-- gather
-- A lead that was withdrawn comes in anew: nothing had been done with it.
INSERT INTO lead_fact (lead_id, customer_id, source_channel, source, campaign, product, captured_at, owner_path)
SELECT :lead_id::uuid, :customer_id, :source_channel, :source, :campaign, :product,
    coalesce(:captured_at::timestamptz, :event_at::timestamptz), :event_path
FROM calls
ON CONFLICT (lead_id) DO UPDATE
SET customer_id = excluded.customer_id, source_channel = excluded.source_channel, source = excluded.source,
    campaign = excluded.campaign, product = excluded.product, captured_at = excluded.captured_at,
    owner_path = excluded.owner_path, duplicate = false, withdrawn_at = NULL, owner_id = NULL, assigned_at = NULL,
    disqualified_at = NULL, lost_reason = NULL
