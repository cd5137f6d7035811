-- into: CareRule
SELECT code, name, occasion, calendar, month, day, action, lead_days, tiers, kind, active, version
FROM care_rule
ORDER BY code
LIMIT 200
