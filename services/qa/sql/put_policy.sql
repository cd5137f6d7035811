-- into: RetentionPolicy
INSERT INTO retention_policy (business_line, version, days, basis, set_by, set_at)
SELECT :business_line::text, coalesce(max(version), 0) + 1, :days::integer, :basis::text, :actor::text,
    :now::timestamptz
FROM retention_policy
WHERE business_line = :business_line::text
RETURNING business_line, version, days, basis, set_by, set_at
