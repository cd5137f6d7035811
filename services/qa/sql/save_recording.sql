-- bind: call_id version state business_line codec size sha256 duration_ms received parts stored_at missing_reason
-- bind: missing_accepted retention_line retention_version delete_after holds deleted_at tombstone
UPDATE recording
SET version = version + 1,
    state = :state::text,
    business_line = :business_line::text,
    codec = :codec::text,
    size = :size::bigint,
    sha256 = :sha256::text,
    duration_ms = :duration_ms::integer,
    received = :received::bigint,
    parts = :parts::integer,
    stored_at = :stored_at::timestamptz,
    missing_reason = :missing_reason::text,
    missing_accepted = :missing_accepted::boolean,
    retention_line = :retention_line::text,
    retention_version = :retention_version::integer,
    delete_after = :delete_after::timestamptz,
    holds = :holds::integer,
    deleted_at = :deleted_at::timestamptz,
    tombstone = :tombstone::text
WHERE call_id = :call_id::uuid AND version = :version::bigint
RETURNING version
