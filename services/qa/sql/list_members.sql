-- into: SampleMember
-- bind: draw_id
SELECT call_id, agent_id, picked, evaluation_id
FROM sample_member
WHERE draw_id = :draw_id::uuid
ORDER BY call_id
