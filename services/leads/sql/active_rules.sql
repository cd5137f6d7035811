SELECT version AS rules_version, published_at AS rules_since
FROM rule_set
WHERE state = 'ACTIVE'
