-- bind: rules_version
-- into: ScreeningRule
SELECT code, field, op, value, verdict, reason
FROM screening_rule
WHERE rules_version = :rules_version::bigint
ORDER BY seq
