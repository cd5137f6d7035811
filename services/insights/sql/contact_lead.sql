-- bind: event_at event_path
UPDATE lead_fact
SET contacted_at = coalesce(contacted_at, :event_at::timestamptz), owner_path = :event_path::text
WHERE lead_id = :lead_id::uuid
