-- bind: accepts_note
-- into: ExitCriterion
INSERT INTO exit_criterion (code, name, accepts_note, decision_step, activity_type, min_effect)
VALUES (
    :code::text, :name::text, :accepts_note::boolean, :decision_step::text, :activity_type::text, :min_effect::integer
)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name,
    accepts_note = excluded.accepts_note,
    decision_step = excluded.decision_step,
    activity_type = excluded.activity_type,
    min_effect = excluded.min_effect
RETURNING code, name, accepts_note, decision_step, activity_type, min_effect
