-- bind: event_at
UPDATE person_place
SET until = :event_at::timestamptz
WHERE user_id = :user_id::text AND until = 'infinity' AND path <> :path::text
