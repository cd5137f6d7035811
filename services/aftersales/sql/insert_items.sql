-- bind: plan_id ids kinds products quantities dues
INSERT INTO delivery_item (id, plan_id, position, kind, product, quantity, due_on)
SELECT id, :plan_id::uuid, position, kind, product, quantity, due_on
FROM unnest(
    :ids::uuid[], :kinds::text[], :products::text[], :quantities::bigint[], :dues::date[]
) WITH ORDINALITY AS item (id, kind, product, quantity, due_on, position)
