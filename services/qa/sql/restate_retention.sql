-- A hundred recordings that do not follow the newest policy of this line and are to.
WITH policy AS (
    SELECT business_line, version, days
    FROM retention_policy
    WHERE business_line = :business_line::text
    ORDER BY version DESC
    LIMIT 1
),
due AS (
    SELECT r.call_id
    FROM recording AS r
    CROSS JOIN policy AS p
    WHERE r.state IN ('STORED', 'HELD')
      AND (
          r.business_line = p.business_line
          OR (
              p.business_line = '*'
              AND NOT EXISTS (SELECT FROM retention_policy AS own WHERE own.business_line = r.business_line)
          )
      )
      AND (
          r.retention_version IS NULL
          OR (
              coalesce(:restate::boolean, false)
              AND (r.retention_line, r.retention_version) IS DISTINCT FROM (p.business_line, p.version)
          )
      )
    ORDER BY r.call_id
    LIMIT 100
    FOR UPDATE OF r
)
UPDATE recording AS r
SET retention_line = p.business_line,
    retention_version = p.version,
    delete_after = r.answered_at + p.days * interval '1 day',
    version = r.version + 1
FROM due, policy AS p
WHERE r.call_id = due.call_id
RETURNING r.call_id, r.delete_after
