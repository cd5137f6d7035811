-- bind: pipeline
-- into: PipelineStage
SELECT code, name, position, probability, exit_criteria, active, pipeline, stall_days
FROM pipeline_stage
WHERE pipeline = :pipeline::text
ORDER BY position, code
