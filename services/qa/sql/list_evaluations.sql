-- into: Evaluation
-- bind: after_at after_id row_limit
SELECT
    e.id, e.state, e.call_id, e.draw_id, e.scorecard_code, e.scorecard_version, e.script_version, e.agent_id,
    e.owner_path, e.evaluator_id, e.reviewer_id, e.score_hundredths, e.first_score_hundredths, e.fatal_codes,
    e.automatic, e.assigned_at, e.started_at, e.submitted_at, e.lapses_at, e.concluded_at, e.version
FROM evaluation AS e
WHERE starts_with(e.owner_path, :scope::text)
  AND (e.agent_id <> :actor::text OR e.state NOT IN ('ASSIGNED', 'IN_PROGRESS'))
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR e.state = ANY (:states::text[]))
  AND (:agent_id::text IS NULL OR e.agent_id = :agent_id::text)
  AND (:evaluator_id::text IS NULL OR e.evaluator_id = :evaluator_id::text)
  AND (:call_id::uuid IS NULL OR e.call_id = :call_id::uuid)
  AND (
      :draw_id::uuid IS NULL
      OR EXISTS (SELECT FROM sample_member AS m WHERE m.draw_id = :draw_id::uuid AND m.evaluation_id = e.id)
  )
  AND (
      NOT coalesce(:awaiting_me::boolean, false)
      OR (e.state IN ('ASSIGNED', 'IN_PROGRESS') AND coalesce(e.evaluator_id, :actor::text) = :actor::text)
  )
  AND (:after_at::timestamptz IS NULL OR (e.assigned_at, e.id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY e.assigned_at DESC, e.id DESC
LIMIT :row_limit::bigint
