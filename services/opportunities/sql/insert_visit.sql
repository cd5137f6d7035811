-- bind: id from_stage to_stage transition dwell_s override_reason override_note
INSERT INTO stage_visit (
    opportunity_id, from_stage, to_stage, transition, moved_at, dwell_s, override_reason, override_note, moved_by
)
VALUES (
    :id::uuid, :from_stage::text, :to_stage::text, :transition::text, :now::timestamptz, :dwell_s::bigint,
    :override_reason::text, :override_note::text, :actor::text
)
