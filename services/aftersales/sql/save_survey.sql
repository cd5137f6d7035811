-- bind: id version state sent_at expires_at answered_at answered_by_channel function performance service_quality
-- bind: support comment end_reason
UPDATE survey
SET version = version + 1,
    state = :state::text,
    sent_at = :sent_at::timestamptz,
    expires_at = :expires_at::timestamptz,
    answered_at = :answered_at::timestamptz,
    answered_by_channel = :answered_by_channel::text,
    function = :function::integer,
    performance = :performance::integer,
    service_quality = :service_quality::integer,
    support = :support::integer,
    comment = :comment::text,
    end_reason = :end_reason::text
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
