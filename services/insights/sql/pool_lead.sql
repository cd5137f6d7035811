-- bind: event_path
-- gather
UPDATE lead_fact SET owner_path = :event_path FROM calls WHERE lead_fact.lead_id = :lead_id::uuid
