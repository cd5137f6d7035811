-- bind: opportunity_id
INSERT INTO participant (opportunity_id, user_id, since)
VALUES (:opportunity_id::uuid, :actor::text, :now::timestamptz)
ON CONFLICT (opportunity_id, user_id) DO NOTHING
