-- bind: event_path
UPDATE lead_fact
SET disqualified_at = NULL, lost_reason = NULL, owner_path = :event_path::text
WHERE lead_id = :lead_id::uuid
