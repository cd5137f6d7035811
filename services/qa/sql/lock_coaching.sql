-- Its owner sees it, too.
SELECT
    c.id, c.state, c.evaluation_id, c.agent_id, c.owner_path, c.owner_id, c.skill, c.before_hundredths,
    c.due_on::text AS due_on, c.opened_at, c.opened_by, c.done_at, c.recheck_evaluation_id, c.after_hundredths,
    c.rechecked_at, c.version, c.task AS sealed_task, c.outcome AS sealed_outcome
FROM coaching_item AS c
WHERE c.id = :id::uuid AND (starts_with(c.owner_path, :scope::text) OR c.owner_id = :actor::text)
FOR UPDATE
