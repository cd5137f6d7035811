-- into: OpportunityLine
SELECT position, product_code, name, kind, quantity, price_minor, discount_basis_points, total_minor
FROM opportunity_line
WHERE opportunity_id = :id::uuid
ORDER BY position
