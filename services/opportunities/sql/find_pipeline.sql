-- The one asked for, else the default.
-- bind: pipeline
SELECT code
FROM pipeline
WHERE CASE WHEN :pipeline::text IS NULL THEN is_default ELSE code = :pipeline::text END
