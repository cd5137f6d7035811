-- bind: event_at event_path
UPDATE lead_fact
SET converted_at = coalesce(converted_at, :event_at::timestamptz), opportunity_id = :opportunity_id::text,
    owner_path = :event_path::text
WHERE lead_id = :lead_id::uuid
