-- bind: id state value revision acknowledged_by achieved_at version
-- into: Target
UPDATE target
SET state = :state::text, value = :value::bigint, revision = :revision::integer,
    published_at = CASE WHEN :state::text = 'PUBLISHED' THEN :now::timestamptz ELSE published_at END,
    acknowledged_at = CASE
        WHEN :acknowledged_by::text IS NULL THEN NULL
        WHEN state <> 'ACKNOWLEDGED' AND :state::text = 'ACKNOWLEDGED' THEN :now::timestamptz
        ELSE acknowledged_at
    END,
    acknowledged_by = :acknowledged_by::text, achieved_at = :achieved_at::timestamptz,
    closed_at = CASE WHEN :state::text = 'CLOSED' THEN :now::timestamptz END, version = version + 1
WHERE id = :id::uuid AND version = :version::bigint
RETURNING published_at, acknowledged_at, closed_at, version
