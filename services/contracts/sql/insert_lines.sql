-- bind: id text_version codes names kinds quantities prices discounts totals
INSERT INTO contract_line (
    contract_id, text_version, position, product_code, name, kind, quantity, price_minor, discount_basis_points,
    total_minor
)
SELECT :id::uuid, :text_version::integer, position, code, name, kind, quantity, price, discount, total
FROM unnest(
    :codes::text[], :names::text[], :kinds::text[], :quantities::bigint[], :prices::bigint[], :discounts::integer[],
    :totals::bigint[]
) WITH ORDINALITY AS line (code, name, kind, quantity, price, discount, total, position)
