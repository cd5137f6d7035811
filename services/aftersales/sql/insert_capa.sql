-- bind: id state case_id cause measure owner_id owner_path due_on metric created_at
INSERT INTO preventive_action (
    id, state, case_id, cause, measure, owner_id, owner_path, due_on, metric, created_at
) VALUES (
    :id::uuid, :state::text, :case_id::uuid, :cause::text, :measure::text, :owner_id::text, :owner_path::text,
    :due_on::date, :metric::text, :created_at::timestamptz
)
