-- bind: rules_version
-- into: GradeBand
SELECT grade, min_score, intent
FROM grade_band
WHERE rules_version = :rules_version::bigint
ORDER BY seq
