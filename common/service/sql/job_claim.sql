-- The database's clock only. `tries` is the fence: whoever claims later has another number. One whose earlier claim ended
-- without a word may be what ended its process: it is claimed alone, so that no other one has to bear it.
-- bind: job_kinds
WITH due AS (
    SELECT id, due_at, leased_until IS NOT NULL AS is_left FROM job
    WHERE due_at <= now() AND kind = ANY (:job_kinds::text[]) AND (leased_until IS NULL OR leased_until < now())
    ORDER BY due_at
    LIMIT 16
    FOR UPDATE SKIP LOCKED
), counted AS (
    SELECT id, is_left, row_number() OVER earlier AS nth, count(*) FILTER (WHERE is_left) OVER earlier AS n_left
    FROM due
    WINDOW earlier AS (ORDER BY due_at, id)
)
UPDATE job
SET tries = tries + 1, leased_until = now() + interval '60 seconds'
FROM counted
WHERE job.id = counted.id AND (n_left = 0 OR nth = 1)
RETURNING job.id, kind, dedupe, payload, cause, tries, traceparent,
    (extract(epoch FROM now() - due_at) * 1000000)::bigint AS late_us,
    (extract(epoch FROM now()) * 1000000)::bigint AS now_us, is_left
