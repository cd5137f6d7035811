-- bind: event_path
UPDATE opportunity_fact
SET won_at = NULL, lost_at = NULL, abandoned_at = NULL, lost_reason = NULL, lost_stage = NULL, competitor = NULL,
    lost_currency = NULL, lost_amount_minor = NULL, owner_path = :event_path::text
WHERE opportunity_id = :opportunity_id::text
