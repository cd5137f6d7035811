-- into: HoldRule
SELECT criterion, enabled, days, put_by, put_at
FROM hold_rule
ORDER BY criterion
