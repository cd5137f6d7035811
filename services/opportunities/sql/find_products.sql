-- Those of the codes that may be sold today.
-- into: Product
-- bind: codes zone
SELECT
    code, name, kind, currency, list_minor, target_minor, floor_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until,
    tax_basis_points
FROM product
WHERE code = ANY (:codes::text[])
  AND valid_from <= (:now::timestamptz AT TIME ZONE :zone::text)::date
  AND (valid_until IS NULL OR valid_until >= (:now::timestamptz AT TIME ZONE :zone::text)::date)
