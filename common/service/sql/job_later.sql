-- bind: job_id job_tries wait_ms
UPDATE job
SET due_at = now() + :wait_ms::bigint * interval '1 millisecond', leased_until = NULL
WHERE id = :job_id::uuid AND tries = :job_tries::integer
