-- bind: id lead_id
INSERT INTO opportunity_lead (lead_id, opportunity_id, linked_at)
VALUES (:lead_id::uuid, :id::uuid, :now::timestamptz)
ON CONFLICT (lead_id) DO NOTHING
