-- into: SamplingPlan
-- bind: id state team_path
INSERT INTO sampling_plan (
    id, state, name, agent_ids, team_path, channels, directions, min_talk_s, rate_basis_points, min_per_agent, seed,
    scorecard_code, every_days, drawn_until, owner_id
)
VALUES (
    :id::uuid, :state::text, :name::text, :agent_ids::text[], :team_path::text, :channels::text[],
    :directions::text[], coalesce(:min_talk_s::integer, 0), coalesce(:rate_basis_points::integer, 0),
    coalesce(:min_per_agent::integer, 0), :seed::text, :scorecard_code::text, coalesce(:every_days::integer, 0),
    :now::timestamptz, :actor::text
)
RETURNING
    id, version, state, name, agent_ids, team_path, channels, directions, min_talk_s, rate_basis_points, min_per_agent,
    seed, scorecard_code, every_days, drawn_until
