-- bind: contract_id positions received states
UPDATE payment
SET received_minor = s.received, state = s.state
FROM unnest(:positions::integer[], :received::bigint[], :states::text[]) AS s (position, received, state)
WHERE payment.contract_id = :contract_id::uuid AND payment.position = s.position
