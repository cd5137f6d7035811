-- bind: zone
SELECT
    valid_from <= (:now::timestamptz AT TIME ZONE :zone::text)::date
    AND (valid_until IS NULL OR valid_until >= (:now::timestamptz AT TIME ZONE :zone::text)::date) AS is_valid
FROM price_list
WHERE code = :price_list::text
