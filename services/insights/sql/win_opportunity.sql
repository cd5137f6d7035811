-- bind: event_at event_path
UPDATE opportunity_fact
SET won_at = :event_at::timestamptz, owner_path = :event_path::text
WHERE opportunity_id = :opportunity_id::text
