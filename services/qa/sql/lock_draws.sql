-- Of two last evaluations that are submitted side by side the second one waits here, and then sees the first.
-- bind: id
SELECT d.id
FROM sample_draw AS d
JOIN sample_member AS m ON m.draw_id = d.id
WHERE m.evaluation_id = :id::uuid AND d.state = 'DRAWN'
ORDER BY d.id
FOR UPDATE OF d
