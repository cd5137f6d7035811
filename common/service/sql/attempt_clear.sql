-- bind: domain event_id
DELETE FROM attempt WHERE domain = :domain::text AND event_id = :event_id::uuid
