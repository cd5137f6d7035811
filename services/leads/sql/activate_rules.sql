-- bind: rules_version
-- In one statement: other calls of the batch see the one or the other, and the new one only when it is complete.
UPDATE rule_set
SET state = CASE WHEN version = :rules_version::integer THEN 'ACTIVE' ELSE 'RETIRED' END
WHERE version = :rules_version::integer OR state = 'ACTIVE'
