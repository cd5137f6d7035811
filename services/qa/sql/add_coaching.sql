-- bind: id state agent_id owner_path owner_id skill before_hundredths sealed
INSERT INTO coaching_item (
    id, state, evaluation_id, agent_id, owner_path, owner_id, skill, before_hundredths, due_on, opened_at, opened_by,
    task
)
VALUES (
    :id::uuid, :state::text, :evaluation_id::uuid, :agent_id::text, :owner_path::text, :owner_id::text, :skill::text,
    :before_hundredths::integer, :due_on::date, :now::timestamptz, :actor::text, :sealed::bytea
)
