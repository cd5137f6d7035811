-- Found from either side by its own index, and not by one condition over both, for which all merges would be read.
-- into: CustomerMerge
-- bind: of_id after_at after_id row_limit
WITH one AS (
    SELECT id FROM customer WHERE id = :of_id::uuid OR alias_of = :of_id::uuid
), found AS (
    SELECT m.id FROM customer_merge AS m JOIN one ON one.id = m.survivor_id
    UNION
    SELECT m.id FROM customer_merge AS m JOIN one ON one.id = m.alias_id
)
SELECT m.id, m.survivor_id, m.alias_id, a.name_masked AS alias_name_masked, m.merged_at, m.merged_by, m.unmerge_until,
    m.undone_at IS NULL AND m.unmerge_until > :now::timestamptz AND a.state = 'MERGED' AS can_be_undone,
    m.undone_at, m.undone_by, m.taken
FROM found AS f
JOIN customer_merge AS m ON m.id = f.id
JOIN customer AS a ON a.id = m.alias_id
WHERE starts_with(a.owner_path, :scope)
    AND (:after_at::timestamptz IS NULL OR (m.merged_at, m.id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY m.merged_at DESC, m.id DESC
LIMIT :row_limit::bigint
