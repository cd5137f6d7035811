-- bind: event_at
INSERT INTO presence (user_id, state, reason, since)
VALUES (:user_id::text, :to::text, :reason::text, :event_at::timestamptz)
ON CONFLICT (user_id) DO UPDATE SET state = excluded.state, reason = excluded.reason, since = excluded.since
