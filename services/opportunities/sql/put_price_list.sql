-- bind: zone
-- into: PriceList
INSERT INTO price_list (code, name, currency, valid_from, valid_until)
VALUES (
    :code::text, :name::text, :currency::text,
    coalesce(:valid_from::date, (:now::timestamptz AT TIME ZONE :zone::text)::date), :valid_until::date
)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name,
    currency = excluded.currency,
    valid_from = excluded.valid_from,
    valid_until = excluded.valid_until
RETURNING code, name, currency, valid_from::text AS valid_from, valid_until::text AS valid_until
