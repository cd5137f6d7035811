-- bind: plan_id item_id
INSERT INTO delivery_item (id, plan_id, position, kind)
SELECT
    :item_id::uuid, :plan_id::uuid,
    coalesce((SELECT max(position) FROM delivery_item WHERE plan_id = :plan_id::uuid), 0) + 1, :kind::text
