-- bind: draw_id draw_state
UPDATE sample_draw
SET state = :draw_state::text
WHERE id = :draw_id::uuid
  AND NOT EXISTS (
      SELECT
      FROM sample_member AS m
      JOIN evaluation AS e ON e.id = m.evaluation_id
      WHERE m.draw_id = :draw_id::uuid AND e.state IN ('ASSIGNED', 'IN_PROGRESS')
  )
