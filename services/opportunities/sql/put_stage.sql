-- bind: active
-- into: PipelineStage
INSERT INTO pipeline_stage (code, name, position, probability, exit_criteria, active)
VALUES (
    :code::text, :name::text, :position::integer, :probability::integer, coalesce(:exit_criteria::text[], '{}'),
    :active::boolean
)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name,
    position = excluded.position,
    probability = excluded.probability,
    exit_criteria = excluded.exit_criteria,
    active = excluded.active
RETURNING code, name, position, probability, exit_criteria, active
