-- bind: of_service kept_rows why_kept
WITH step AS (
    UPDATE erasure_step
    SET done_at = :now::timestamptz, rows = :rows::bigint, kept = :kept_rows::bigint, kept_reason = :why_kept::text
    WHERE customer_id = :customer_id::uuid AND service = :of_service::text AND done_at IS NULL
    RETURNING kept
)
SELECT step.kept + coalesce((SELECT sum(s.kept) FROM erasure_step AS s WHERE s.customer_id = :customer_id::uuid), 0)::bigint
        AS kept,
    NOT EXISTS (
        SELECT FROM erasure_step AS s
        WHERE s.customer_id = :customer_id::uuid AND s.done_at IS NULL AND s.service <> :of_service::text) AS complete
FROM step
