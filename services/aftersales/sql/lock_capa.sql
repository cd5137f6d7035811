-- bind: id
-- into: PreventiveAction
SELECT
    id, version, state, case_id, cause, measure, owner_id, owner_path, due_on::text AS due_on, metric, created_at
FROM preventive_action
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
FOR UPDATE
