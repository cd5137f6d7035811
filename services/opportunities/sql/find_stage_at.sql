SELECT code
FROM pipeline_stage
WHERE position = :position::integer AND active AND code <> :code::text
