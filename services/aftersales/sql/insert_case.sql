-- bind: id number kind severity state channel customer_id contract_id plan_id product owner_id owner_path received_by
-- bind: playbook text received_at
INSERT INTO case_file (
    id, number, kind, severity, state, channel, customer_id, contract_id, plan_id, product, owner_id, owner_path,
    received_by, playbook, text, received_at
) VALUES (
    :id::uuid, :number::text, :kind::text, :severity::text, :state::text, :channel::text, :customer_id::uuid,
    :contract_id::uuid, :plan_id::uuid, :product::text, :owner_id::text, :owner_path::text, :received_by::text,
    :playbook::text, :text::text, :received_at::timestamptz
)
