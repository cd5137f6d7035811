-- bind: products lists targets floors
INSERT INTO price (price_list, product_code, list_minor, target_minor, floor_minor)
SELECT :code::text, product, list, target, floor
FROM unnest(:products::text[], :lists::bigint[], :targets::bigint[], :floors::bigint[])
    AS line (product, list, target, floor)
