-- into: RecordingGap
SELECT
    agent_id,
    count(*) AS answered,
    count(*) FILTER (WHERE state IN ('STORED', 'HELD', 'DELETED')) AS stored,
    count(*) FILTER (WHERE state = 'MISSING' AND missing_accepted) AS accepted,
    count(*) FILTER (WHERE state = 'MISSING' AND NOT missing_accepted) AS unaccepted,
    count(*) FILTER (WHERE state = 'EXPECTED') AS expected
FROM recording
WHERE starts_with(owner_path, :scope::text)
  AND answered_at >= :answered_from::timestamptz
  AND answered_at < :answered_until::timestamptz
  AND (:agent_id::text IS NULL OR agent_id = :agent_id::text)
GROUP BY agent_id
ORDER BY agent_id
