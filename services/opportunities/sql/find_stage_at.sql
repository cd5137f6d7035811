-- bind: pipeline
SELECT code
FROM pipeline_stage
WHERE pipeline = :pipeline::text AND position = :position::integer AND active AND code <> :code::text
