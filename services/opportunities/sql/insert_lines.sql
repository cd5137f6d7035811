-- bind: codes names kinds quantities prices discounts totals
INSERT INTO opportunity_line (
    opportunity_id, position, product_code, name, kind, quantity, price_minor, discount_basis_points, total_minor
)
SELECT :id::uuid, position, code, name, kind, quantity, price, discount, total
FROM unnest(
    :codes::text[], :names::text[], :kinds::text[], :quantities::bigint[], :prices::bigint[], :discounts::integer[],
    :totals::bigint[]
) WITH ORDINALITY AS line (code, name, kind, quantity, price, discount, total, position)
