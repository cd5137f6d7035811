-- into: PipelineStage
SELECT code, name, position, probability, exit_criteria, active
FROM pipeline_stage
ORDER BY position, code
