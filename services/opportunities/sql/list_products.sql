-- into: Product
-- bind: after_code row_limit
SELECT
    code, name, kind, currency, list_minor, target_minor, floor_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until,
    tax_basis_points
FROM product
WHERE (:valid_on::date IS NULL
       OR (valid_from <= :valid_on::date AND (valid_until IS NULL OR valid_until >= :valid_on::date)))
  AND (:currency::text IS NULL OR currency = :currency::text)
  AND (:after_code::text IS NULL OR code > :after_code::text)
ORDER BY code
LIMIT :row_limit::bigint
