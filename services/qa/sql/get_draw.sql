-- into: SampleDraw
-- bind: draw_id
SELECT
    id, state, plan_id, plan_version, answered_from, answered_until, seed, rate_basis_points, min_per_agent, population,
    population_sha256, picked, picked_sha256, scorecard_code, scorecard_version, drawn_by, drawn_at
FROM sample_draw
WHERE id = :draw_id::uuid AND starts_with(owner_path, :scope::text)
