-- bind: plan_id
-- into: FollowUpStep
SELECT seq, due_at, channel, script, goal, done_at, ref_id
FROM follow_up_step
WHERE plan_id = :plan_id::uuid
ORDER BY seq
