-- into: HistoricCall
SELECT id, customer_id, point_masked, direction, started_at, talk_s, attempts, disposition, campaign, natural_key, bulk_id,
    imported_at, imported_by
FROM historic_call
WHERE natural_key = :natural_key::text
