-- bind: after_at after_id row_limit
SELECT
    id, natural_key, contract_id, received_on::text AS received_on, currency, amount_minor, applied_minor, outcome,
    recorded_by, recorded_at, bulk_id, remark AS sealed
FROM receipt
WHERE (cardinality(coalesce(:outcomes::text[], '{}')) = 0 OR outcome = ANY (:outcomes::text[]))
  AND (:after_at::timestamptz IS NULL OR (recorded_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY recorded_at DESC, id DESC
LIMIT :row_limit::bigint
