-- bind: lead_id reached do_not_call disposition
-- A rule for the disposition says how long to wait, or that it was the last attempt; without one the list's own pause.
UPDATE dial_entry AS e
SET attempts = e.attempts + 1, held_by = NULL, held_until = NULL,
    state = CASE WHEN :do_not_call::boolean THEN 'DROPPED' WHEN :reached::boolean THEN 'REACHED'
        WHEN e.attempts + 1 >= d.max_attempts OR coalesce(d.retry_after[at.rule], 0) < 0 THEN 'EXHAUSTED'
        ELSE 'OPEN' END,
    next_at = :now::timestamptz + coalesce(d.retry_after[at.rule], d.retry_minutes) * interval '1 minute'
FROM dial_list AS d, LATERAL (SELECT array_position(d.retry_dispositions, :disposition::text) AS rule) AS at
WHERE e.lead_id = :lead_id::uuid AND e.state = 'OPEN' AND d.id = e.dial_list_id AND d.state IN ('RUNNING', 'PAUSED')
