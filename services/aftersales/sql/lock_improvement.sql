-- bind: id
-- into: Improvement
SELECT
    id, version, state, survey_id, plan_id, customer_id, dimension, score, owner_id, owner_path,
    due_on::text AS due_on, measure, remeasure_survey_id, score_after, effective, created_at
FROM improvement
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
FOR UPDATE
