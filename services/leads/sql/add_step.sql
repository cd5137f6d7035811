-- bind: plan_id seq due_at channel script goal
INSERT INTO follow_up_step (plan_id, seq, due_at, channel, script, goal)
VALUES (:plan_id::uuid, :seq::integer, :due_at::timestamptz, :channel::text, :script::text, :goal::text)
