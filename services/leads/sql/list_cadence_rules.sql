-- bind: rules_version
-- into: CadenceRule
SELECT code, urgency, intent, cycle, days, channel, call_every, tier
FROM cadence_rule
WHERE rules_version = :rules_version::bigint
ORDER BY seq
