-- A stage stays in its pipeline: no row when it is of another one.
-- bind: active pipeline
-- into: PipelineStage
INSERT INTO pipeline_stage (code, name, position, probability, exit_criteria, active, pipeline, stall_days)
VALUES (
    :code::text, :name::text, :position::integer, :probability::integer, coalesce(:exit_criteria::text[], '{}'),
    :active::boolean, :pipeline::text, :stall_days::integer
)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name,
    position = excluded.position,
    probability = excluded.probability,
    exit_criteria = excluded.exit_criteria,
    active = excluded.active,
    stall_days = excluded.stall_days
WHERE pipeline_stage.pipeline = excluded.pipeline
RETURNING code, name, position, probability, exit_criteria, active, pipeline, stall_days
