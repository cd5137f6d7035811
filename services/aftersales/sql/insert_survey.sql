-- bind: id state trigger plan_id contract_id customer_id owner_id owner_path improvement_id due_at created_at
INSERT INTO survey (
    id, state, trigger, plan_id, contract_id, customer_id, owner_id, owner_path, improvement_id, due_at, created_at
) VALUES (
    :id::uuid, :state::text, :trigger::text, :plan_id::uuid, :contract_id::uuid, :customer_id::uuid, :owner_id::text,
    :owner_path::text, :improvement_id::uuid, :due_at::timestamptz, :created_at::timestamptz
)
