-- bind: id state survey_id plan_id customer_id dimension score owner_id owner_path due_on created_at
INSERT INTO improvement (
    id, state, survey_id, plan_id, customer_id, dimension, score, owner_id, owner_path, due_on, created_at
) VALUES (
    :id::uuid, :state::text, :survey_id::uuid, :plan_id::uuid, :customer_id::uuid, :dimension::text, :score::integer,
    :owner_id::text, :owner_path::text, :due_on::date, :created_at::timestamptz
)
