-- A call that has an evaluation on this scorecard keeps it.
-- bind: draw_id scorecard_code scorecard_version ids picked_ids evaluators
INSERT INTO evaluation (
    id, state, call_id, draw_id, scorecard_code, scorecard_version, script_version, agent_id, owner_path, evaluator_id,
    assigned_at
)
SELECT e.id, 'ASSIGNED', r.call_id, :draw_id::uuid, :scorecard_code::text, :scorecard_version::integer,
    r.script_version, r.agent_id, r.owner_path, e.evaluator, :now::timestamptz
FROM unnest(:ids::uuid[], :picked_ids::uuid[], :evaluators::text[]) AS e (id, call_id, evaluator)
JOIN recording AS r ON r.call_id = e.call_id
ON CONFLICT (call_id, scorecard_code, scorecard_version) DO NOTHING
