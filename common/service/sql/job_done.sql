-- bind: job_id job_tries
DELETE FROM job WHERE id = :job_id::uuid AND tries = :job_tries::integer
