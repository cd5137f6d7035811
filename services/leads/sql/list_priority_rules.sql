-- bind: rules_version
-- into: PriorityRule
SELECT code, field, op, value, points
FROM priority_rule
WHERE rules_version = :rules_version::bigint
ORDER BY seq
