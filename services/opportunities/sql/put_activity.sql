-- A later version of the activity replaces the earlier; it keeps the stages of its first. No row for an older one.
-- bind: opportunity_id stage purchase_stage
INSERT INTO opportunity_activity (
    activity_id, opportunity_id, revision, type, effect_level, effective, stage, purchase_stage, actor_id, at
)
VALUES (
    :activity_id::uuid, :opportunity_id::uuid, coalesce(:activity_version::integer, 1), :type::text,
    coalesce(:effect_level::integer, 0), coalesce(:effective::boolean, false), :stage::text, :purchase_stage::text,
    :actor_id::text, coalesce(:at::timestamptz, :now::timestamptz)
)
ON CONFLICT (activity_id) DO UPDATE
SET revision = excluded.revision,
    type = excluded.type,
    effect_level = excluded.effect_level,
    effective = excluded.effective,
    at = excluded.at
WHERE opportunity_activity.revision < excluded.revision
RETURNING effective
