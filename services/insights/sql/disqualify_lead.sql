-- bind: event_at event_path
UPDATE lead_fact
SET disqualified_at = :event_at::timestamptz, lost_reason = :reason::text, owner_path = :event_path::text
WHERE lead_id = :lead_id::uuid
