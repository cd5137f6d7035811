-- Those past and not reached, of plans that still count; each once.
-- bind: row_limit zone
UPDATE milestone
SET missed_at = :now::timestamptz
FROM plan, opportunity
WHERE (milestone.plan_id, milestone.position) IN (
        SELECT late.plan_id, late.position
        FROM milestone AS late
        JOIN plan AS agreed ON agreed.id = late.plan_id AND agreed.state = 'AGREED'
        WHERE late.reached_on IS NULL AND late.missed_at IS NULL
          AND late.due_on < (:now::timestamptz AT TIME ZONE :zone::text)::date
        ORDER BY late.due_on
        LIMIT :row_limit::bigint
    )
  AND plan.id = milestone.plan_id
  AND opportunity.id = plan.opportunity_id
RETURNING
    opportunity.id AS opportunity_id, opportunity.owner_id, opportunity.owner_path, plan.id AS plan_id,
    plan.owner_id AS plan_owner_id, milestone.code, milestone.due_on::text AS due_on
