-- bind: event_at event_path
UPDATE opportunity_fact
SET lost_at = :event_at::timestamptz, lost_reason = :reason::text, lost_stage = :stage::text,
    competitor = :competitor::text, lost_currency = :currency::text, lost_amount_minor = :amount_minor::bigint,
    owner_path = :event_path::text
WHERE opportunity_id = :opportunity_id::text
