-- Behind those that the plan has.
-- bind: plan_id ids kinds products quantities dues
INSERT INTO delivery_item (id, plan_id, position, kind, product, quantity, due_on)
SELECT
    id, :plan_id::uuid,
    position + coalesce((SELECT max(position) FROM delivery_item WHERE plan_id = :plan_id::uuid), 0),
    kind, product, quantity, due_on
FROM unnest(
    :ids::uuid[], :kinds::text[], :products::text[], :quantities::bigint[], :dues::date[]
) WITH ORDINALITY AS item (id, kind, product, quantity, due_on, position)
