-- In the scorecard's order.
-- bind: evaluation_id round
SELECT a.criterion, a.points, nullif(a.not_applicable, false) AS not_applicable, a.at_s, a.remark AS sealed
FROM answer AS a
JOIN evaluation AS e ON e.id = a.evaluation_id
JOIN criterion AS c
    ON c.scorecard_code = e.scorecard_code
    AND c.scorecard_version = e.scorecard_version
    AND c.code = a.criterion
WHERE a.evaluation_id = :evaluation_id::uuid AND a.round = :round::integer
ORDER BY c.position
