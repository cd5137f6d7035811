-- bind: page
-- into: Lead
WITH late AS (
    SELECT id
    FROM lead
    WHERE state = 'ASSIGNED' AND NOT sla_breached AND sla_due_at <= :now::timestamptz
    ORDER BY sla_due_at
    LIMIT :page::bigint
    FOR UPDATE SKIP LOCKED
)
UPDATE lead
SET sla_breached = true, updated_at = :now::timestamptz, version = version + 1
FROM late
WHERE lead.id = late.id
RETURNING lead.id, lead.owner_id, lead.owner_path, lead.sla_due_at, lead.grade
