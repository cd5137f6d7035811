-- bind: event_at
UPDATE deal_fact
SET reversed_at = coalesce(:reversed_at::timestamptz, :event_at::timestamptz), reversal_reason = :reason::text
WHERE contract_id = :contract_id::text
