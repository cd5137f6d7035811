-- into: BoardColumn
-- bind: board_pipeline zone
SELECT
    stage.code AS stage, stage.name, stage.position, stage.probability, stage.exit_criteria, count(card.id) AS cards,
    count(card.stalled_at) AS stalled,
    count(*) FILTER (WHERE card.next_milestone_on < (:now::timestamptz AT TIME ZONE :zone::text)::date) AS overdue
FROM pipeline_stage AS stage
LEFT JOIN opportunity AS card
    ON card.stage = stage.code
   AND card.state IN ('OPEN', 'COMMITTED')
   AND card.pipeline = :board_pipeline::text
   AND starts_with(card.owner_path, :scope::text)
   AND (:grade::text IS NULL OR card.grade = :grade::text)
   AND (:purchase_stage::text IS NULL OR card.purchase_stage = :purchase_stage::text)
   AND (:customer_id::uuid IS NULL OR card.customer_id = (SELECT alias_head(:customer_id::uuid)))
   AND (:owner_id::text IS NULL OR card.owner_id = :owner_id::text)
   AND (:team_path::text IS NULL OR starts_with(card.owner_path, :team_path::text))
   AND (:stalled::boolean IS NOT TRUE OR card.stalled_at IS NOT NULL)
   AND (:overdue::boolean IS NOT TRUE OR card.next_milestone_on < (:now::timestamptz AT TIME ZONE :zone::text)::date)
WHERE stage.pipeline = :board_pipeline::text
GROUP BY stage.code
HAVING stage.active OR count(card.id) > 0
ORDER BY stage.position, stage.code
