SELECT version AS rules_version
FROM rule_set
WHERE state = 'ACTIVE'
