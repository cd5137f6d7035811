-- into: ErasureStep
SELECT service, done_at, rows, kept, kept_reason FROM erasure_step WHERE customer_id = :customer_id::uuid ORDER BY service
