-- bind: item_id due_on
UPDATE delivery_item
SET due_on = :due_on::date
WHERE id = :item_id::uuid
