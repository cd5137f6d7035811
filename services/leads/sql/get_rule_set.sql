-- bind: rules_version
-- into: LeadRules
SELECT version, state, note, published_by, published_at
FROM rule_set
WHERE version = :rules_version::bigint
