-- bind: text_version
-- into: ContractLine
SELECT position, product_code, name, kind, quantity, price_minor, discount_basis_points, total_minor
FROM contract_line
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
ORDER BY position
