-- What the request leaves out stays.
-- bind: plan_id item_id content_sealed
UPDATE delivery_item AS item
SET kind = coalesce(:kind::text, kind),
    content = coalesce(:content_sealed::text, content),
    method = coalesce(:method::text, method),
    staff_id = coalesce(:staff_id::uuid, staff_id),
    ship_to_id = coalesce(:ship_to_id::uuid, ship_to_id),
    due_on = coalesce(
        :due_on::date, plan.effective_date + :due_after_days::integer,
        working_day_after(plan.effective_date, :due_after_working_days::bigint), due_on)
FROM delivery_plan AS plan
WHERE item.id = :item_id::uuid AND item.plan_id = :plan_id::uuid AND plan.id = item.plan_id
