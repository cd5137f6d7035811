-- bind: event_at event_path
UPDATE lead_fact
SET qualified_at = coalesce(qualified_at, :event_at::timestamptz), owner_path = :event_path::text
WHERE lead_id = :lead_id::uuid
