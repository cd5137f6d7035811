-- into: HistoricCall
-- bind: after limit
SELECT id, customer_id, point_masked, direction, started_at, talk_s, attempts, disposition, campaign, natural_key, bulk_id,
    imported_at, imported_by
FROM historic_call
WHERE bulk_id = :bulk_id::text AND id > :after::uuid
ORDER BY id
LIMIT :limit::bigint
