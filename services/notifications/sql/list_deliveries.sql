-- into: WebhookDelivery
-- bind: after_at after_id row_limit
SELECT
    id, subscription_id, event_id, event_type, agg_id, state, attempts, last_status, last_problem, created_at, due_at,
    delivered_at, resends
FROM delivery
WHERE subscription_id = :subscription_id::uuid
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:event_id::uuid IS NULL OR event_id = :event_id::uuid)
  AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
