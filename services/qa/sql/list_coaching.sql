-- bind: after_at after_id row_limit
SELECT
    c.id, c.state, c.evaluation_id, c.agent_id, c.owner_path, c.owner_id, c.skill, c.before_hundredths,
    c.due_on::text AS due_on, c.opened_at, c.opened_by, c.done_at, c.recheck_evaluation_id, c.after_hundredths,
    c.rechecked_at, c.version, c.task AS sealed_task, c.outcome AS sealed_outcome
FROM coaching_item AS c
WHERE (starts_with(c.owner_path, :scope::text) OR c.owner_id = :actor::text)
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR c.state = ANY (:states::text[]))
  AND (:agent_id::text IS NULL OR c.agent_id = :agent_id::text)
  AND (:owner_id::text IS NULL OR c.owner_id = :owner_id::text)
  AND (
      NOT coalesce(:overdue::boolean, false)
      OR (c.state = 'OPEN' AND c.due_on < (:now::timestamptz AT TIME ZONE 'UTC')::date)
  )
  AND (:after_at::timestamptz IS NULL OR (c.opened_at, c.id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY c.opened_at DESC, c.id DESC
LIMIT :row_limit::bigint
