-- bind: id state plan_id plan_version answered_from answered_until seed rate_basis_points min_per_agent population
-- bind: population_sha256 picked picked_sha256 scorecard_code scorecard_version team_path
INSERT INTO sample_draw (
    id, state, plan_id, plan_version, answered_from, answered_until, seed, rate_basis_points, min_per_agent, population,
    population_sha256, picked, picked_sha256, scorecard_code, scorecard_version, drawn_by, drawn_at, owner_path
)
VALUES (
    :id::uuid, :state::text, :plan_id::uuid, :plan_version::bigint, :answered_from::timestamptz,
    :answered_until::timestamptz, :seed::text, :rate_basis_points::integer, :min_per_agent::integer,
    :population::integer, :population_sha256::text, :picked::integer, :picked_sha256::text, :scorecard_code::text,
    :scorecard_version::integer, :actor::text, :now::timestamptz, :team_path::text
)
