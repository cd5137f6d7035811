-- into: Quote
SELECT
    id, version, state, currency, price_list, net_minor, tax_minor, total_minor, outside_corridor,
    valid_until::text AS valid_until, discount_reason, drafted_by, drafted_at, submitted_by, decided_by, sent_at,
    answered_at
FROM quote
WHERE id = :quote_id::uuid AND opportunity_id = :id::uuid
FOR UPDATE
