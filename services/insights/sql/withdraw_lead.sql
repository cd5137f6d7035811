-- bind: event_at
UPDATE lead_fact SET withdrawn_at = :event_at::timestamptz WHERE lead_id = :lead_id::uuid
