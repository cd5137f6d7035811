-- bind: new_quote_id codes names kinds quantities prices discounts nets tax_rates taxes below floors
INSERT INTO quote_line (
    quote_id, position, product_code, name, kind, quantity, price_minor, discount_basis_points, net_minor,
    tax_basis_points, tax_minor, below_floor, floor_minor
)
SELECT :new_quote_id::uuid, position, code, name, kind, quantity, price, discount, net, tax_rate, tax, below, floor
FROM unnest(
    :codes::text[], :names::text[], :kinds::text[], :quantities::bigint[], :prices::bigint[], :discounts::integer[],
    :nets::bigint[], :tax_rates::integer[], :taxes::bigint[], :below::boolean[], :floors::bigint[]
) WITH ORDINALITY
    AS line (code, name, kind, quantity, price, discount, net, tax_rate, tax, below, floor, position)
