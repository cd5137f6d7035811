-- into: HistoricCall
-- bind: after_id row_limit
SELECT id, customer_id, point_masked, direction, started_at, talk_s, attempts, disposition, campaign, natural_key, bulk_id,
    imported_at, imported_by
FROM historic_call
WHERE bulk_id = :bulk_id::text AND (:after_id::uuid IS NULL OR id > :after_id::uuid)
ORDER BY id
LIMIT :row_limit::bigint
