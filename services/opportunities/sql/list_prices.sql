-- into: Price
SELECT price_list, product_code, list_minor, target_minor, floor_minor
FROM price
WHERE price_list = :code::text
ORDER BY product_code
