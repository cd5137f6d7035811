-- bind: event_at event_path
INSERT INTO deal_fact (contract_id, opportunity_id, customer_id, owner_id, owner_path, currency, amount_minor,
    source_channel, closing_channel, closed_at, cycle_days)
VALUES (:contract_id::text, :opportunity_id::text, :customer_id::text, :owner_id::text,
    coalesce(:owner_path::text, :event_path::text), :currency::text, :amount_minor::bigint, :source_channel::text,
    :closing_channel::text, coalesce(:effective_at::timestamptz, :event_at::timestamptz), :cycle_days::bigint)
ON CONFLICT (contract_id) DO NOTHING
