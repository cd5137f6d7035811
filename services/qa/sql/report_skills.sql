-- The answers that count, in parts of 2520, which every scale divides.
-- into: SkillScore
WITH counted AS (
    SELECT e.agent_id, c.skill, c.weight, a.points * (2520 / c.scale) AS parts
    FROM evaluation AS e
    JOIN recording AS r ON r.call_id = e.call_id
    JOIN answer AS a ON a.evaluation_id = e.id AND a.round = CASE e.state WHEN 'REVISED' THEN 2 ELSE 1 END
    JOIN criterion AS c
        ON c.scorecard_code = e.scorecard_code
        AND c.scorecard_version = e.scorecard_version
        AND c.code = a.criterion
    WHERE e.state NOT IN ('ASSIGNED', 'IN_PROGRESS')
      AND NOT a.not_applicable
      AND c.skill IS NOT NULL
      AND starts_with(e.owner_path, :scope::text)
      AND r.answered_at >= :answered_from::timestamptz
      AND r.answered_at < :answered_until::timestamptz
      AND (:agent_id::text IS NULL OR e.agent_id = :agent_id::text)
)
SELECT
    agent_id,
    skill,
    count(*) AS answers,
    (2 * 10000 * sum(weight * parts)::bigint + 2520 * sum(weight)::bigint) / (2 * 2520 * sum(weight)::bigint)
        AS score_hundredths
FROM counted
GROUP BY agent_id, skill
HAVING sum(weight) > 0
ORDER BY agent_id, skill
