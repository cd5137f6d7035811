-- Those of the codes that may be sold today, at the prices of the list.
-- into: Product
-- bind: codes zone
SELECT
    product.code, product.name, product.kind, price_list.currency, price.list_minor, price.target_minor,
    price.floor_minor, product.valid_from::text AS valid_from, product.valid_until::text AS valid_until,
    product.tax_basis_points
FROM price
JOIN price_list ON price_list.code = price.price_list
JOIN product ON product.code = price.product_code
WHERE price.price_list = :price_list::text
  AND product.code = ANY (:codes::text[])
  AND product.valid_from <= (:now::timestamptz AT TIME ZONE :zone::text)::date
  AND (product.valid_until IS NULL OR product.valid_until >= (:now::timestamptz AT TIME ZONE :zone::text)::date)
