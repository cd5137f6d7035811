-- bind: to_state zone
INSERT INTO decision_step (opportunity_id, step, state, on_day, blocker, changed_by, changed_at)
VALUES (
    :id::uuid, :step::text, :to_state::text,
    coalesce(:on_day::date, (:now::timestamptz AT TIME ZONE :zone::text)::date),
    CASE WHEN :to_state::text = 'BLOCKED' THEN :blocker::text END, :actor::text, :now::timestamptz
)
ON CONFLICT (opportunity_id, step) DO UPDATE
SET state = excluded.state,
    on_day = excluded.on_day,
    blocker = excluded.blocker,
    changed_by = excluded.changed_by,
    changed_at = excluded.changed_at
