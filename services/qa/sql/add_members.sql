-- bind: draw_id scorecard_code scorecard_version call_ids agent_ids pickeds
INSERT INTO sample_member (draw_id, call_id, agent_id, picked, evaluation_id)
SELECT :draw_id::uuid, m.call_id, m.agent_id, m.picked, e.id
FROM unnest(:call_ids::uuid[], :agent_ids::text[], :pickeds::boolean[]) AS m (call_id, agent_id, picked)
LEFT JOIN evaluation AS e
    ON m.picked
    AND e.call_id = m.call_id
    AND e.scorecard_code = :scorecard_code::text
    AND e.scorecard_version = :scorecard_version::integer
