-- into: PriceList
SELECT code, name, currency, valid_from::text AS valid_from, valid_until::text AS valid_until
FROM price_list
WHERE (:code::text IS NULL OR code = :code::text)
  AND (:valid_on::date IS NULL
       OR (valid_from <= :valid_on::date AND (valid_until IS NULL OR valid_until >= :valid_on::date)))
ORDER BY code
LIMIT 200
