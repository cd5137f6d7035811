-- bind: plan_id
INSERT INTO plan (
    id, opportunity_id, state, target, unit, deadline, owner_id, team_target_ref, agreed_by, agreed_at
)
VALUES (
    :plan_id::uuid, :id::uuid, 'AGREED', :target::bigint, :unit::text, :deadline::date, :owner_id::text,
    :team_target_ref::text, :actor::text, :now::timestamptz
)
