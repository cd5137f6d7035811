-- bind: new_quote_id quote_currency net_minor tax_minor total_minor outside_corridor
-- into: Quote
INSERT INTO quote (
    id, opportunity_id, version, state, currency, price_list, net_minor, tax_minor, total_minor, outside_corridor,
    valid_until, drafted_by, drafted_at
)
SELECT
    :new_quote_id::uuid, :id::uuid, coalesce(max(version), 0) + 1, 'DRAFT', :quote_currency::text, :price_list::text,
    :net_minor::bigint, :tax_minor::bigint, :total_minor::bigint, :outside_corridor::boolean, :valid_until::date,
    :actor::text, :now::timestamptz
FROM quote
WHERE opportunity_id = :id::uuid
RETURNING
    id, version, state, currency, price_list, net_minor, tax_minor, total_minor, outside_corridor,
    valid_until::text AS valid_until, discount_reason, drafted_by, drafted_at, submitted_by, decided_by, sent_at,
    answered_at
