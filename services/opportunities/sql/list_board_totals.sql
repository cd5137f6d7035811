-- Weighted card by card, half a minor unit away from zero; a sum beyond 64 bits stays at the largest.
-- into: BoardTotal
-- bind: board_pipeline lanes zone
SELECT
    stage,
    CASE :lanes::text WHEN 'GRADE' THEN coalesce(grade, 'NONE') WHEN 'PURCHASE_STAGE' THEN purchase_stage END AS lane,
    currency, count(*) AS cards, least(sum(amount_minor), 9223372036854775807)::bigint AS amount_minor,
    least(sum(round(amount_minor::numeric * probability / 100)), 9223372036854775807)::bigint AS weighted_minor
FROM opportunity
WHERE state IN ('OPEN', 'COMMITTED')
  AND pipeline = :board_pipeline::text
  AND starts_with(owner_path, :scope::text)
  AND (:grade::text IS NULL OR grade = :grade::text)
  AND (:purchase_stage::text IS NULL OR purchase_stage = :purchase_stage::text)
  AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
  AND (:owner_id::text IS NULL OR owner_id = :owner_id::text)
  AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
  AND (:stalled::boolean IS NOT TRUE OR stalled_at IS NOT NULL)
  AND (:overdue::boolean IS NOT TRUE OR next_milestone_on < (:now::timestamptz AT TIME ZONE :zone::text)::date)
GROUP BY stage, 2, currency
ORDER BY stage, 2, currency
