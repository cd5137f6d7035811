-- bind: plan_id lead_id rule_version
INSERT INTO follow_up_plan (id, lead_id, state, rule_version, made_by, made_at)
VALUES (:plan_id::uuid, :lead_id::uuid, 'ACTIVE', :rule_version::integer, :actor::text, :now::timestamptz)
