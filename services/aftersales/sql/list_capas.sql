-- bind: id
-- into: PreventiveAction
SELECT
    id, version, state, case_id, cause, measure, owner_id, owner_path, due_on::text AS due_on, metric, created_at
FROM preventive_action
WHERE case_id = :id::uuid
ORDER BY id
