-- The newest policy of the line, else the newest for lines without one.
-- bind: business_line kept_from
SELECT business_line AS retention_line, version AS retention_version,
    :kept_from::timestamptz + days * interval '1 day' AS delete_after
FROM retention_policy
WHERE business_line IN (:business_line::text, '*')
ORDER BY (business_line = '*'), version DESC
LIMIT 1
