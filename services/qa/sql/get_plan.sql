-- into: SamplingPlan
SELECT
    id, version, state, name, agent_ids, team_path, channels, directions, min_talk_s, rate_basis_points, min_per_agent,
    seed, scorecard_code, every_days, drawn_until
FROM sampling_plan
WHERE id = :plan_id::uuid AND starts_with(team_path, :scope::text)
