-- bind: plan_id state
UPDATE follow_up_plan
SET state = :state::text
WHERE id = :plan_id::uuid AND state = 'ACTIVE'
