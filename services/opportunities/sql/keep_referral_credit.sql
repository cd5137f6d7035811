-- The first one that was kept counts, for the lead that was sent and for the one that was made there.
-- bind: leads
INSERT INTO referral_credit (lead_id, referral_id, agent_id, agent_points, receiver_id, kept_at)
SELECT lead_id, :referral_id::uuid, lower(:agent_id::text), :agent_points::integer, lower(:receiver_id::text), :now::timestamptz
FROM unnest(:leads::uuid[]) AS lead_id
ON CONFLICT (lead_id) DO NOTHING
