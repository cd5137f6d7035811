-- bind: id version state proposals link_expires_at confirmed_at confirmed_how confirmed_by change_request end_reason
-- bind: completed_at
UPDATE delivery_plan
SET version = version + 1,
    state = :state::text,
    proposals = :proposals::integer,
    link_expires_at = :link_expires_at::timestamptz,
    confirmed_at = :confirmed_at::timestamptz,
    confirmed_how = :confirmed_how::text,
    confirmed_by = :confirmed_by::text,
    change_request = :change_request::text,
    end_reason = :end_reason::text,
    completed_at = :completed_at::timestamptz
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
