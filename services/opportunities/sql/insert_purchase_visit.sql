-- bind: from_purchase_stage to_purchase_stage
INSERT INTO purchase_stage_visit (opportunity_id, from_stage, to_stage, moved_by, moved_at)
VALUES (:id::uuid, :from_purchase_stage::text, :to_purchase_stage::text, :actor::text, :now::timestamptz)
