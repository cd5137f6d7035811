-- bind: event_at
-- A correction is a further version; the person who did it stays the first one's.
INSERT INTO activity_fact AS a (activity_id, activity_version, type, at, actor_id, customer_id, lead_id,
    opportunity_id, call_id, purchase_stage, effect_level, effective)
VALUES (:activity_id::uuid, coalesce(:activity_version::bigint, 1), :type::text,
    coalesce(:at::timestamptz, :event_at::timestamptz), :actor_id::text, :customer_id::text, :lead_id::text,
    :opportunity_id::text, :call_id::text, :purchase_stage::text, coalesce(:effect_level::bigint, 0),
    coalesce(:effective::boolean, false))
ON CONFLICT (activity_id) DO UPDATE
SET activity_version = excluded.activity_version, type = excluded.type, at = excluded.at,
    customer_id = excluded.customer_id, lead_id = excluded.lead_id, opportunity_id = excluded.opportunity_id,
    call_id = excluded.call_id, purchase_stage = excluded.purchase_stage, effect_level = excluded.effect_level,
    effective = excluded.effective
WHERE excluded.activity_version > a.activity_version
