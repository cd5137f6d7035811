-- bind: claim_scope min_priority cooldown_days
-- One statement, so that neighbours in a batch, whom row locks do not stop, see it taken.
WITH best AS (
    SELECT id
    FROM lead
    WHERE state = 'POOLED' AND priority >= :min_priority::integer
        AND (starts_with(owner_path, :claim_scope::text) OR owner_path = '/')
        AND (previous_owner_id IS DISTINCT FROM :actor::uuid
            OR released_at <= :now::timestamptz - :cooldown_days::bigint * interval '1 day')
    ORDER BY -priority, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
UPDATE lead
SET state = 'ASSIGNED', owner_id = :actor::uuid
FROM best
WHERE lead.id = best.id
RETURNING lead.id
