-- The database's clock only. `tries` is the fence: whoever claims later has another number.
-- bind: job_kinds
UPDATE job
SET tries = tries + 1, leased_until = now() + interval '60 seconds'
WHERE id IN (
    SELECT id FROM job
    WHERE due_at <= now() AND kind = ANY (:job_kinds::text[]) AND (leased_until IS NULL OR leased_until < now())
    ORDER BY due_at
    LIMIT 16
    FOR UPDATE SKIP LOCKED
)
RETURNING id, kind, dedupe, payload, cause, tries, traceparent,
    (extract(epoch FROM now() - due_at) * 1000000)::bigint AS late_us,
    (extract(epoch FROM now()) * 1000000)::bigint AS now_us
