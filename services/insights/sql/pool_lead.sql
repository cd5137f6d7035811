-- bind: event_path
UPDATE lead_fact SET owner_path = :event_path::text WHERE lead_id = :lead_id::uuid
