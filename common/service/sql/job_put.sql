-- Put anew it is another job, with an id of its own: who claimed it as it was before has nothing any more.
-- bind: job_kind job_dedupe job_due job_payload job_cause job_traceparent
INSERT INTO job (kind, dedupe, due_at, payload, cause, traceparent)
VALUES (:job_kind::text, :job_dedupe::text, :job_due::timestamptz, :job_payload::bytea, :job_cause::text,
        :job_traceparent::text)
ON CONFLICT (kind, dedupe) DO UPDATE
SET id = excluded.id, due_at = excluded.due_at, payload = excluded.payload, cause = excluded.cause,
    traceparent = excluded.traceparent, tries = 0, leased_until = NULL
