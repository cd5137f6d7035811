-- bind: event_at
UPDATE survey_fact
SET answered_at = :event_at::timestamptz, function = :function::bigint, performance = :performance::bigint,
    service_quality = :service_quality::bigint, support = :support::bigint
WHERE survey_id = :survey_id::uuid
