-- The call may be told of again: its recording is expected once.
-- bind: answer_channel agent_path due_at
INSERT INTO recording (
    call_id, state, customer_id, lead_id, opportunity_id, agent_id, owner_path, direction, channel, business_line,
    answered_at, due_at
)
VALUES (
    :call_id::uuid, 'EXPECTED', :customer_id::uuid, :lead_id::uuid, :opportunity_id::uuid, :agent_id::text,
    :agent_path::text, coalesce(:direction::text, 'OUTBOUND'), :answer_channel::text, coalesce(:purpose::text, 'sales'),
    :at::timestamptz, :due_at::timestamptz
)
ON CONFLICT (call_id) DO NOTHING
