-- bind: job_kind job_dedupe
DELETE FROM job WHERE kind = :job_kind::text AND dedupe = :job_dedupe::text
