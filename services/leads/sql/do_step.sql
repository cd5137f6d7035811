-- bind: plan_id seq ref_id at
UPDATE follow_up_step
SET done_at = :at::timestamptz, ref_id = :ref_id::uuid
WHERE plan_id = :plan_id::uuid AND seq = :seq::integer
