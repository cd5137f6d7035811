-- bind: template_code
-- into: ClauseSet
SELECT code, name, template_code, active, put_by, put_at
FROM clause_set
WHERE active AND (:template_code::text IS NULL OR template_code IS NULL OR template_code = :template_code::text)
ORDER BY code
