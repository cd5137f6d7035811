-- bind: rules_version
UPDATE rule_set
SET state = 'RETIRED'
WHERE version = :rules_version::bigint
