-- bind: after_at after_id row_limit
-- into: DialList
SELECT *
FROM dial_list_row
WHERE starts_with(team_path, :scope::text)
    AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
    AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
