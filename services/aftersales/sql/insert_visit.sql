-- bind: id state plan_id contract_id customer_id customer_tier owner_id owner_path due_at created_at
INSERT INTO return_visit (
    id, state, plan_id, contract_id, customer_id, customer_tier, owner_id, owner_path, due_at, created_at
) VALUES (
    :id::uuid, :state::text, :plan_id::uuid, :contract_id::uuid, :customer_id::uuid, :customer_tier::text,
    :owner_id::text, :owner_path::text, :due_at::timestamptz, :created_at::timestamptz
)
