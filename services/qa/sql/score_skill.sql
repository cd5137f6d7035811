-- An evaluation's answers that count, to criteria of one skill; and when its call was.
-- bind: scored_id skill
SELECT
    e.agent_id,
    e.owner_path,
    r.answered_at,
    e.state NOT IN ('ASSIGNED', 'IN_PROGRESS') AS submitted,
    count(c.code) AS answers,
    (2 * 10000 * sum(c.weight * a.points * (2520 / c.scale))::bigint + 2520 * sum(c.weight)::bigint)
        / (2 * 2520 * nullif(sum(c.weight), 0)::bigint) AS score_hundredths
FROM evaluation AS e
JOIN recording AS r ON r.call_id = e.call_id
LEFT JOIN answer AS a
    ON a.evaluation_id = e.id
    AND a.round = CASE e.state WHEN 'REVISED' THEN 2 ELSE 1 END
    AND NOT a.not_applicable
LEFT JOIN criterion AS c
    ON c.scorecard_code = e.scorecard_code
    AND c.scorecard_version = e.scorecard_version
    AND c.code = a.criterion
    AND c.skill = :skill::text
WHERE e.id = :scored_id::uuid AND starts_with(e.owner_path, :scope::text)
GROUP BY e.id, r.answered_at
