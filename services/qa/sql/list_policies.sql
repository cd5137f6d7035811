-- into: RetentionPolicy
SELECT business_line, version, days, basis, set_by, set_at
FROM retention_policy
ORDER BY business_line, version DESC
