-- bind: of_industry
SELECT s.version, s.code, s.type, s.required, s.least, s.most, s.choices
FROM attribute_schema AS s
WHERE s.industry = :of_industry::text
    AND s.version = (SELECT max(version) FROM attribute_schema WHERE industry = :of_industry::text)
ORDER BY s.nth
