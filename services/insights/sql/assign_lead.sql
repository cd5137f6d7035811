-- bind: event_at event_path
UPDATE lead_fact
SET owner_id = :owner_id::text, owner_path = coalesce(:owner_path::text, :event_path::text),
    assigned_at = coalesce(assigned_at, :event_at::timestamptz)
WHERE lead_id = :lead_id::uuid
