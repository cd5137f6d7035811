-- bind: contract_id
SELECT coalesce(sum(amount_minor - applied_minor), 0)::bigint AS surplus_minor
FROM receipt
WHERE contract_id = :contract_id::uuid
