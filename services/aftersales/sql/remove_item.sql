-- bind: plan_id item_id
DELETE FROM delivery_item WHERE id = :item_id::uuid AND plan_id = :plan_id::uuid
