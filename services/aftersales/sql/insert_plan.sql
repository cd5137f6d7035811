-- bind: id state contract_id contract_number deal_id opportunity_id customer_id owner_id owner_path effective_date
-- bind: created_at customer_tier
INSERT INTO delivery_plan (
    id, state, contract_id, contract_number, deal_id, opportunity_id, customer_id, owner_id, owner_path, effective_date,
    created_at, customer_tier
) VALUES (
    :id::uuid, :state::text, :contract_id::uuid, :contract_number::text, :deal_id::uuid, :opportunity_id::uuid,
    :customer_id::uuid, :owner_id::text, :owner_path::text, :effective_date::date, :created_at::timestamptz,
    :customer_tier::text
)
