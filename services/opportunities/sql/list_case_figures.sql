-- bind: case_code case_revision
-- into: CaseFigure
SELECT metric, before, after, unit
FROM case_figure
WHERE code = :case_code::text AND revision = :case_revision::integer
ORDER BY metric
