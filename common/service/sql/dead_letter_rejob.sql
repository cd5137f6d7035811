-- The dead letter becomes the job it was. Its old name may be another job's by now, so it gets one of its own.
WITH gone AS (
    DELETE FROM dead_letter
    WHERE id = :id::uuid AND domain = 'job' AND starts_with(owner_path, :scope::text)
    RETURNING id, type, data, cause, traceparent
)
INSERT INTO job (kind, dedupe, due_at, payload, cause, traceparent)
SELECT type, 'replay/' || id, :now::timestamptz, data, cause, traceparent
FROM gone
