-- bind: rules_version
-- into: AssignmentRule
SELECT code, field, op, value, strategy, team_path, role, sticky, matches
FROM assignment_rule
WHERE rules_version = :rules_version::bigint
ORDER BY seq
