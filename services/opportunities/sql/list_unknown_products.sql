-- bind: products
SELECT wanted AS code
FROM unnest(:products::text[]) AS wanted
WHERE NOT EXISTS (SELECT FROM product WHERE product.code = wanted)
LIMIT 1
