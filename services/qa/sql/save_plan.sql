-- A plan that begins to draw by itself, or does so again, does it from now on.
-- into: SamplingPlan
-- bind: state team_path
UPDATE sampling_plan
SET version = version + 1,
    drawn_until = CASE WHEN state = :state::text AND every_days > 0 THEN drawn_until ELSE :now::timestamptz END,
    state = :state::text,
    name = :name::text,
    agent_ids = :agent_ids::text[],
    team_path = :team_path::text,
    channels = :channels::text[],
    directions = :directions::text[],
    min_talk_s = coalesce(:min_talk_s::integer, 0),
    rate_basis_points = coalesce(:rate_basis_points::integer, 0),
    min_per_agent = coalesce(:min_per_agent::integer, 0),
    seed = :seed::text,
    scorecard_code = :scorecard_code::text,
    every_days = coalesce(:every_days::integer, 0)
WHERE id = :id::uuid
RETURNING
    id, version, state, name, agent_ids, team_path, channels, directions, min_talk_s, rate_basis_points, min_per_agent,
    seed, scorecard_code, every_days, drawn_until
