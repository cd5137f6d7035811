-- bind: page escalate_minutes work_zone work_from_minute work_until_minute
-- into: Lead
WITH late AS (
    SELECT id
    FROM lead
    WHERE state = 'ASSIGNED' AND sla_breached AND escalated_for IS DISTINCT FROM sla_due_at
        AND sla_due_at <= :now::timestamptz - :escalate_minutes::bigint * interval '1 minute'
        AND (:work_from_minute::integer IS NULL OR work_seconds(sla_due_at, :now::timestamptz, :work_zone::text,
            :work_from_minute::integer, :work_until_minute::integer) >= :escalate_minutes::bigint * 60)
    ORDER BY sla_due_at
    LIMIT :page::bigint
    FOR UPDATE SKIP LOCKED
)
UPDATE lead
SET escalated_for = sla_due_at
FROM late
WHERE lead.id = late.id
RETURNING lead.id, lead.owner_id, lead.owner_path, lead.sla_due_at, lead.grade
