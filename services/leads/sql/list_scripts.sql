-- bind: after_at after_id row_limit
-- into: Script
SELECT *
FROM script_row
WHERE (cardinality(:kinds::text[]) = 0 OR kind = ANY (:kinds::text[]))
    AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
    AND (:code::text IS NULL OR code = :code::text)
    AND (:review_due_by::date IS NULL OR (review_due <= :review_due_by::date AND state = 'PUBLISHED'))
    AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
