-- bind: plan_id codes quantities amounts
INSERT INTO plan_line (plan_id, position, product_code, quantity, amount_minor)
SELECT :plan_id::uuid, position, code, quantity, amount
FROM unnest(:codes::text[], :quantities::bigint[], :amounts::bigint[])
    WITH ORDINALITY AS line (code, quantity, amount, position)
