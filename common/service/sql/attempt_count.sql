-- bind: domain event_id
INSERT INTO attempt AS a (domain, event_id, tries)
VALUES (:domain::text, :event_id::uuid, 1)
ON CONFLICT (domain, event_id) DO UPDATE SET tries = a.tries + 1
RETURNING tries
