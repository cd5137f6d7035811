-- bind: id
UPDATE opportunity
SET next_milestone_on = (
        SELECT min(due_on)
        FROM milestone JOIN plan ON plan.id = milestone.plan_id
        WHERE plan.opportunity_id = opportunity.id AND plan.state = 'AGREED' AND milestone.reached_on IS NULL
    )
WHERE id = :id::uuid
RETURNING next_milestone_on::text AS next_milestone_on
