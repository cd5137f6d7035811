-- No row when the code is taken.
-- bind: target_minor floor_minor zone
-- into: Product
INSERT INTO product (
    code, name, kind, currency, list_minor, target_minor, floor_minor, valid_from, valid_until, tax_basis_points
)
VALUES (
    :code::text, :name::text, :kind::text, :currency::text, :list_minor::bigint, :target_minor::bigint,
    :floor_minor::bigint, coalesce(:valid_from::date, (:now::timestamptz AT TIME ZONE :zone::text)::date),
    :valid_until::date, coalesce(:tax_basis_points::integer, 0)
)
ON CONFLICT (code) DO NOTHING
RETURNING
    code, name, kind, currency, list_minor, target_minor, floor_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until,
    tax_basis_points
