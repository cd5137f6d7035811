-- bind: before_seq row_limit
SELECT
    seq, id, subscription_id, event_id, event_type, agg_id, state, attempts, last_status, last_problem, created_at, due_at,
    delivered_at, resends
FROM delivery
WHERE subscription_id = :subscription_id::uuid
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:event_id::uuid IS NULL OR event_id = :event_id::uuid)
  AND (:before_seq::bigint IS NULL OR seq < :before_seq::bigint)
ORDER BY seq DESC
LIMIT :row_limit::bigint
