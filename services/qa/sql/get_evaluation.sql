-- To the agent of the call it is not there before it is submitted.
SELECT
    e.id, e.state, e.call_id, e.draw_id, e.scorecard_code, e.scorecard_version, e.script_version, e.agent_id,
    e.owner_path, e.evaluator_id, e.reviewer_id, e.score_hundredths, e.first_score_hundredths, e.fatal_codes,
    e.automatic, e.assigned_at, e.started_at, e.submitted_at, e.lapses_at, e.concluded_at, e.version,
    e.appeal_reason AS sealed_appeal, e.review_remark AS sealed_review
FROM evaluation AS e
WHERE e.id = :id::uuid
  AND starts_with(e.owner_path, :scope::text)
  AND (e.agent_id <> :actor::text OR e.state NOT IN ('ASSIGNED', 'IN_PROGRESS'))
