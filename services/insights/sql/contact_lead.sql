-- bind: event_at event_path
-- Events of before business hours were known say elapsed_s only: every hour was one.
UPDATE lead_fact
SET contacted_at = coalesce(contacted_at, :event_at::timestamptz),
    response_s = coalesce(response_s, :working_s::bigint, :elapsed_s::bigint), owner_path = :event_path::text
WHERE lead_id = :lead_id::uuid
