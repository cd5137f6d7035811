-- into: AgentQuality
WITH judged AS (
    SELECT call_id, count(*) AS n, sum(score_hundredths) AS score, count(*) FILTER (WHERE fatal_codes <> '{}') AS fatal
    FROM evaluation
    WHERE state NOT IN ('ASSIGNED', 'IN_PROGRESS')
    GROUP BY call_id
),
agent AS (
    SELECT r.agent_id, count(*) AS answered, count(j.call_id) AS evaluated, coalesce(sum(j.n), 0)::bigint AS n,
        coalesce(sum(j.score), 0)::bigint AS score, coalesce(sum(j.fatal), 0)::bigint AS fatal
    FROM recording AS r
    LEFT JOIN judged AS j ON j.call_id = r.call_id
    WHERE starts_with(r.owner_path, :scope::text)
      AND r.answered_at >= :answered_from::timestamptz
      AND r.answered_at < :answered_until::timestamptz
      AND (:agent_id::text IS NULL OR r.agent_id = :agent_id::text)
    GROUP BY r.agent_id
)
SELECT
    agent_id,
    answered,
    evaluated,
    (2 * 10000 * evaluated + answered) / (2 * answered) AS coverage_basis_points,
    (2 * score + n) / (2 * nullif(n, 0)) AS score_hundredths,
    fatal,
    coalesce((2 * 10000 * fatal + n) / (2 * nullif(n, 0)), 0) AS fatal_basis_points
FROM agent
ORDER BY agent_id
