-- bind: rules_version
-- into: ScoreRule
SELECT code, field, op, value, points
FROM score_rule
WHERE rules_version = :rules_version::bigint
ORDER BY seq
