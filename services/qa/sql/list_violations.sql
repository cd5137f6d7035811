-- into: QaViolation
-- bind: evaluation_id
SELECT v.id, v.state, v.evaluation_id, e.call_id, e.agent_id, v.criterion, v.raised_at, v.decided_at
FROM violation AS v
JOIN evaluation AS e ON e.id = v.evaluation_id
WHERE v.evaluation_id = :evaluation_id::uuid
ORDER BY v.raised_at, v.criterion
