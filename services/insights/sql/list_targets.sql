-- bind: after_at after_id row_limit
-- into: Target
SELECT t.*
FROM target_shown AS t
WHERE starts_with(t.owner_path, :scope::text)
    AND (:metric::text IS NULL OR t.metric = :metric::text)
    AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR t.state = ANY (:states::text[]))
    AND (:day::date IS NULL OR :day::date BETWEEN t."from"::date AND t.until::date)
    AND (:user_id::text IS NULL OR t.user_id = :user_id::text)
    AND (:after_at::timestamptz IS NULL OR (t.created_at, t.id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY t.created_at DESC, t.id DESC
LIMIT :row_limit::bigint
