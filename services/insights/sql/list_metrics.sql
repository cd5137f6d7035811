-- into: InsightMetric
SELECT code, name, formula, sources, grain, unit, owner, version, targetable
FROM metric
ORDER BY code
