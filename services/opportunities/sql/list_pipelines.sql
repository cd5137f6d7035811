-- into: Pipeline
SELECT code, name, is_default
FROM pipeline
ORDER BY NOT is_default, code
