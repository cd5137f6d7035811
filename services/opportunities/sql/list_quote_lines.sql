-- bind: quote_id
-- into: QuoteLine
SELECT
    position, product_code, name, kind, quantity, price_minor, discount_basis_points, net_minor, tax_basis_points,
    tax_minor, below_floor, floor_minor
FROM quote_line
WHERE quote_id = :quote_id::uuid
ORDER BY position
