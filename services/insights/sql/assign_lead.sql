-- bind: event_at event_path
-- gather
UPDATE lead_fact
SET owner_id = :owner_id, owner_path = coalesce(:owner_path, :event_path),
    assigned_at = coalesce(assigned_at, :event_at::timestamptz)
FROM calls
WHERE lead_fact.lead_id = :lead_id::uuid
