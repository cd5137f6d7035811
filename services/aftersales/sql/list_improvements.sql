-- into: Improvement
-- bind: after_at after_id row_limit
SELECT
    id, version, state, survey_id, plan_id, customer_id, dimension, score, owner_id, owner_path,
    due_on::text AS due_on, measure, remeasure_survey_id, score_after, effective, created_at
FROM improvement
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:owner_id::text IS NULL OR owner_id = :owner_id::text)
      AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid))) THEN true ELSE false END
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
