-- bind: id lead_id customer_id state to_channel team_path agent_id owner_path appointment_at zone lapses_at
-- bind: agent_points receiver_points created_at
-- No row: the lead is referred already.
INSERT INTO referral (id, lead_id, customer_id, state, to_channel, team_path, agent_id, owner_path, appointment_at, zone,
    lapses_at, agent_points, receiver_points, created_at)
VALUES (:id::uuid, :lead_id::uuid, :customer_id::uuid, :state::text, :to_channel::text, :team_path::text,
    :agent_id::text, :owner_path::text, :appointment_at::timestamptz, :zone::text, :lapses_at::timestamptz,
    :agent_points::integer, :receiver_points::integer, :created_at::timestamptz)
ON CONFLICT (lead_id) WHERE state = 'OPEN' DO NOTHING
