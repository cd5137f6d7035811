-- bind: dial_list_id
-- One statement, so that neighbours in a batch, whom row locks do not stop, see it held.
WITH next AS (
    SELECT dial_list_id, lead_id
    FROM dial_entry
    WHERE dial_list_id = :dial_list_id::uuid AND state = 'OPEN' AND next_at <= :now::timestamptz
        AND (held_by IS NULL OR held_by = :actor::text OR held_until <= :now::timestamptz)
    ORDER BY (held_by = :actor::text AND held_until > :now::timestamptz) IS TRUE DESC, seq
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
UPDATE dial_entry AS e
SET held_by = :actor::text, held_until = :now::timestamptz + interval '10 minutes'
FROM next
WHERE e.dial_list_id = next.dial_list_id AND e.lead_id = next.lead_id
RETURNING e.lead_id, e.attempts
