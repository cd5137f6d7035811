INSERT INTO opportunity_line (
    opportunity_id, position, product_code, name, kind, quantity, price_minor, discount_basis_points, total_minor
)
SELECT :id::uuid, position, product_code, name, kind, quantity, price_minor, discount_basis_points, net_minor
FROM quote_line
WHERE quote_id = :quote_id::uuid
